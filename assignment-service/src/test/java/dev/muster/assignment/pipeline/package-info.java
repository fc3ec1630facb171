/** The service on real Kafka and PostgreSQL. */
@NullMarked
package dev.muster.assignment.pipeline;

import org.jspecify.annotations.NullMarked;
