/**
 * The topics: records in, commands to the features; outcomes and events to the outbox. The only place that knows Avro.
 */
@NullMarked
package dev.muster.assignment.kafka;

import org.jspecify.annotations.NullMarked;
