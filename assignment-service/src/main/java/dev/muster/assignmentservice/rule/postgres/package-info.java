/** Rule sets and candidates in PostgreSQL. */
@NullMarked
package dev.muster.assignmentservice.rule.postgres;

import org.jspecify.annotations.NullMarked;
