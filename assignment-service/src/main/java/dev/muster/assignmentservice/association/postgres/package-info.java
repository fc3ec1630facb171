/** Associations in PostgreSQL. */
@NullMarked
package dev.muster.assignmentservice.association.postgres;

import org.jspecify.annotations.NullMarked;
