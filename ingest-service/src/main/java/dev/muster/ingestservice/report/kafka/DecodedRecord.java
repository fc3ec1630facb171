package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReceivedReport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A decoded record of a poll.
 *
 * @param report null when the record does not identify its system, so that nobody can be sent a receipt
 * @param rejection null when the header is valid; the applications are not decoded yet
 */
public record DecodedRecord(
        ConsumerRecord<byte[], byte[]> record,
        @Nullable ReceivedReport report,
        @Nullable InvalidReportException rejection) {}
