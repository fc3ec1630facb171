/**
 * How a service takes records from Kafka: polls whole and as bytes, a failed one again until it works, and what is
 * wrong with a record itself aside as a dead letter.
 */
@NullMarked
package dev.muster.inbox;

import org.jspecify.annotations.NullMarked;
