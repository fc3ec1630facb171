/** Tokens, callers and the organization tree in PostgreSQL. */
@NullMarked
package dev.muster.assignmentservice.security.postgres;

import org.jspecify.annotations.NullMarked;
