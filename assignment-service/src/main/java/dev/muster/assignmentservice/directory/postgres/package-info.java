/** Stores received commands and idempotency keys in PostgreSQL. */
@NullMarked
package dev.muster.assignmentservice.directory.postgres;

import org.jspecify.annotations.NullMarked;
