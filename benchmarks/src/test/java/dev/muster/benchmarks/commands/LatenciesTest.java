package dev.muster.benchmarks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies(LongStream.rangeClosed(1, 1000)
            .map(millis -> (1001 - millis) * 1_000_000)
            .toArray());

    @Test
    void percentileIsTheUpperBoundOfItsShare() {
        assertThat(latencies.millis(0.5)).isEqualTo(500);
        assertThat(latencies.millis(0.99)).isEqualTo(990);
        assertThat(latencies.millis(0.999)).isEqualTo(999);
        assertThat(latencies.millis(1)).isEqualTo(1000);
    }

    @Test
    void singleLatencyIsEveryPercentile() {
        assertThat(new Latencies(new long[] {7_000_000}).millis(0.001)).isEqualTo(7);
    }
}
