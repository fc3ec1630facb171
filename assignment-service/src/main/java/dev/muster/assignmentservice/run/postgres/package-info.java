/** Runs, their results, published rule sets and plan tokens in PostgreSQL. */
@NullMarked
package dev.muster.assignmentservice.run.postgres;

import org.jspecify.annotations.NullMarked;
