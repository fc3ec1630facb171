/** Organizations, their tree and the rules for changing them. */
@NullMarked
package dev.muster.assignmentservice.organization;

import org.jspecify.annotations.NullMarked;
