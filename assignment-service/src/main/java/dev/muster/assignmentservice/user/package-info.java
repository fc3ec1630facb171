/** Users and their memberships in organizations. */
@NullMarked
package dev.muster.assignmentservice.user;

import org.jspecify.annotations.NullMarked;
