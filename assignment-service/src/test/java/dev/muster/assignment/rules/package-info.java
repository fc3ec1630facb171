/** The rules as a whole, on a real PostgreSQL and without Kafka, against an oracle written from their description. */
@NullMarked
package dev.muster.assignment.rules;

import org.jspecify.annotations.NullMarked;
