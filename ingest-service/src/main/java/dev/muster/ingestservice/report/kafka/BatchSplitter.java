package dev.muster.ingestservice.report.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Splits polls by the size of their values: with compression, a fetch is not bounded by its uncompressed size. */
final class BatchSplitter {

    static final int MAX_BYTES = 32 * 1024 * 1024;

    private BatchSplitter() {}

    /** Splits records, in their order, into parts of at most {@link #MAX_BYTES}; a larger record is a part of its own. */
    static List<List<ConsumerRecord<byte[], byte[]>>> split(List<ConsumerRecord<byte[], byte[]>> records) {
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
