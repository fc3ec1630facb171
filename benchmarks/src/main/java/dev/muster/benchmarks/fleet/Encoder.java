package dev.muster.benchmarks.fleet;

import java.util.function.BiConsumer;

/** How a report becomes records on a topic. */
public interface Encoder {

    /** Hands over keys and values, in order. */
    void encode(Report report, BiConsumer<byte[], byte[]> records);
}
