/** Ownerships, outcomes, waiting commands and the rebranding queue in PostgreSQL. */
@NullMarked
package dev.muster.assignmentservice.ownership.postgres;

import org.jspecify.annotations.NullMarked;
