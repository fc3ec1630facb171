/** Organizations in PostgreSQL. */
@NullMarked
package dev.muster.assignmentservice.organization.postgres;

import org.jspecify.annotations.NullMarked;
