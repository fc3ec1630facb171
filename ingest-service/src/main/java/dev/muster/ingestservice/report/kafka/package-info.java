/** Consumes reports and commands; publishes change events, receipts and dead letters. */
@NullMarked
package dev.muster.ingestservice.report.kafka;

import org.jspecify.annotations.NullMarked;
