package dev.muster.benchmarks.fleet;

import java.util.function.BiConsumer;

/** Encodes reports as records. */
public interface Encoder {

    /** Passes keys and values to the consumer, in order. */
    void encode(Report report, BiConsumer<byte[], byte[]> records);
}
