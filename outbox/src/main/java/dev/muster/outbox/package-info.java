/**
 * Messages that leave with the transaction they belong to: {@link dev.muster.outbox.OutboxWriter} puts them in a table
 * in the caller's transaction, {@link dev.muster.outbox.OutboxRelay} sends them to Kafka in order per key, at least
 * once, and removes what Kafka has acknowledged. Knows neither Avro nor the domain.
 */
@NullMarked
package dev.muster.outbox;

import org.jspecify.annotations.NullMarked;
