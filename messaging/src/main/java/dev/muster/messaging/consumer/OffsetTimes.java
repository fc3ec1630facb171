package dev.muster.messaging.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a partition's end was where: samples of both, by which the age of a record is told from its offset, without reading
 * it. Not thread-safe.
 */
final class OffsetTimes {

    /** An hour of samples and more of a partition that is written to all the time; then older ones are thinned out. */
    private static final int MAX_SAMPLES = 1_000;

    private record Sample(long end, Instant at) {}

    private final List<Sample> samples = new ArrayList<>();

    boolean isEmpty() {
        return samples.isEmpty();
    }

    /** The end was there at that time, which is not before the last one's. */
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
        List<Sample> kept = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            if (i % 2 == 0 || i > MAX_SAMPLES / 2) {
                kept.add(samples.get(i));
            }
        }
        samples.clear();
        samples.addAll(kept);
    }

    /** Forgets what is only of records before the offset. */
    void forgetBefore(long offset) {
        // The last one stays: it is what the next one is compared with.
        while (samples.size() > 1 && samples.get(0).end() <= offset) {
            samples.remove(0);
        }
    }

    /** Forgets all: the partition is another one than it was. */
    void clear() {
        samples.clear();
    }

    /** The end of the last sample. */
    long end() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).end();
    }

    /** How long the record at the offset has been there, at least; zero when there is none. */
    Duration ageOf(long offset, Instant now) {
        for (Sample sample : samples) {
            if (sample.end() > offset) {
                return Duration.between(sample.at(), now);
            }
        }
        return Duration.ZERO;
    }
}
