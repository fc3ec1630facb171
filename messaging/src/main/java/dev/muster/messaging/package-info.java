/** What both services do with Kafka and PostgreSQL: configuration, start and stop. */
@NullMarked
package dev.muster.messaging;

import org.jspecify.annotations.NullMarked;
