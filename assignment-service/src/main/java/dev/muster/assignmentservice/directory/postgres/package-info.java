@NullMarked
package dev.muster.assignmentservice.directory.postgres;

import org.jspecify.annotations.NullMarked;
