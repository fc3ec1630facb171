package dev.muster.ingestservice.report.kafka;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Creates consumer records with the append time of a broker. */
final class AppendedRecords {

    private AppendedRecords() {}

    static ConsumerRecord<byte[], byte[]> record(String topic, int partition, long offset, byte[] key, byte[] value) {
        return record(topic, partition, offset, key, value, Instant.now(), TimestampType.LOG_APPEND_TIME);
    }

    static ConsumerRecord<byte[], byte[]> record(
            String topic, int partition, long offset, byte[] key, byte[] value, Instant time, TimestampType type) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                time.toEpochMilli(),
                type,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
