package dev.muster.messaging.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples of a partition's end offset over time, from which the age of a record follows by its offset, without reading
 * it. Not thread-safe.
 */
final class OffsetTimes {

    /** More than an hour of samples of a busy partition; beyond that, older ones are thinned out. */
    private static final int MAX_SAMPLES = 1_000;

    private record Sample(long end, Instant at) {}

    private final List<Sample> samples = new ArrayList<>();

    boolean isEmpty() {
        return samples.isEmpty();
    }

    /** Adds a sample; {@code at} is not before the last one's. */
    void add(long end, Instant at) {
        if (!samples.isEmpty() && end <= samples.get(samples.size() - 1).end()) {
            return;
        }
        samples.add(new Sample(end, at));
        if (samples.size() > MAX_SAMPLES) {
            thinOut();
        }
    }

    private void thinOut() {
        List<Sample> remaining = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            if (i % 2 == 0 || i > MAX_SAMPLES / 2) {
                remaining.add(samples.get(i));
            }
        }
        samples.clear();
        samples.addAll(remaining);
    }

    /** Removes samples that matter only for records before the offset. */
    void forgetBefore(long offset) {
        // Keeps the last one, which the next one is compared with.
        while (samples.size() > 1 && samples.get(0).end() <= offset) {
            samples.remove(0);
        }
    }

    /** Removes all samples: the partition was recreated. */
    void clear() {
        samples.clear();
    }

    /** The end offset of the last sample; 0 when there is none. */
    long end() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).end();
    }

    /** The minimum age of the record at the offset; zero when there is no record. */
    Duration ageOf(long offset, Instant now) {
        for (Sample sample : samples) {
            if (sample.end() > offset) {
                return Duration.between(sample.at(), now);
            }
        }
        return Duration.ZERO;
    }
}
