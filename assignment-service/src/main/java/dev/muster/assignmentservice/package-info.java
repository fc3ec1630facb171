/** Entry point, settings and wiring of the assignment service. */
@NullMarked
package dev.muster.assignmentservice;

import org.jspecify.annotations.NullMarked;
