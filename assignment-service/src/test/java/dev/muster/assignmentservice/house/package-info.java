/** Tests of the code base itself: architecture, documentation and style. */
@NullMarked
package dev.muster.assignmentservice.house;

import org.jspecify.annotations.NullMarked;
