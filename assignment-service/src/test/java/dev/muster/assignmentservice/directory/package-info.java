@NullMarked
package dev.muster.assignmentservice.directory;

import org.jspecify.annotations.NullMarked;
