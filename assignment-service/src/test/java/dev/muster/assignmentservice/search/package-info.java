@NullMarked
package dev.muster.assignmentservice.search;

import org.jspecify.annotations.NullMarked;
