package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.InvalidReportException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a poll, read by itself.
 *
 * @param report null when it does not say whose it is, so that there is nobody to be told what came of it
 * @param rejection null when nothing is wrong as far as it was read
 */
public record DecodedRecord(
        ConsumerRecord<byte[], byte[]> record,
        @Nullable KafkaReport report,
        @Nullable InvalidReportException rejection) {}
