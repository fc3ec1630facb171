/** Associations of applications with organizations that need not own them. */
@NullMarked
package dev.muster.assignmentservice.association;

import org.jspecify.annotations.NullMarked;
