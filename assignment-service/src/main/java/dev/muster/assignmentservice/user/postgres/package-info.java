/** Users and memberships in PostgreSQL. */
@NullMarked
package dev.muster.assignmentservice.user.postgres;

import org.jspecify.annotations.NullMarked;
