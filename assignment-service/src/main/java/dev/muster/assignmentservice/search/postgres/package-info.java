/** Folded texts in PostgreSQL: the columns, expressions and indexes of searches and orders. */
@NullMarked
package dev.muster.assignmentservice.search.postgres;

import org.jspecify.annotations.NullMarked;
