/** Systems, their names and their owners. */
@NullMarked
package dev.muster.assignmentservice.system;

import org.jspecify.annotations.NullMarked;
