/** From Kafka to the rules and back: polls, decoding, dead letters, events. The only place that knows Avro. */
@NullMarked
package dev.muster.ingest.kafka;

import org.jspecify.annotations.NullMarked;
