package dev.muster.ingestservice.report.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Cuts a poll where its values are too large to be looked into together: compression lets a fetch hold any amount. */
final class BatchSplitter {

    static final int MAX_BYTES = 32 * 1024 * 1024;

    private BatchSplitter() {}

    /** The records in their order, in parts of at most {@link #MAX_BYTES}, or of one record that is larger. */
    static List<List<ConsumerRecord<byte[], byte[]>>> of(List<ConsumerRecord<byte[], byte[]>> records) {
        List<List<ConsumerRecord<byte[], byte[]>>> parts = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> part = new ArrayList<>();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            int size = record.value() == null ? 0 : record.value().length;
            if (!part.isEmpty() && bytes + size > MAX_BYTES) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(record);
            bytes += size;
        }
        parts.add(part);
        return parts;
    }
}
