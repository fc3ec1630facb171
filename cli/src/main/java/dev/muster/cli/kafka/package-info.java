/** Kafka clients: publishing with acknowledgement, and reading topics without a consumer group. */
@NullMarked
package dev.muster.cli.kafka;

import org.jspecify.annotations.NullMarked;
