package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.stack.JavaProcess;
import dev.muster.benchmarks.stack.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * A process that reads a topic, on a clock. It is stopped while the topic is filled, and let go when the clock starts; the
 * clock ends when its group has committed all offsets and whatever follows is done.
 */
public final class TopicRun {

    /** Longer than any transaction takes: who commits nothing for so long has failed. */
    private static final Duration STALLED_AFTER = Duration.ofMinutes(2);

    /** The partitions of one that was killed stay with it until its session ends. */
    private static final Duration ASSIGNED_WITHIN = Duration.ofMinutes(6);

    /** How long a consumer may be stopped without being taken for dead: more than a topic takes to be filled. */
    public static final String SESSION_TIMEOUT_MS = "300000";

    private final Bench bench;
    private final JavaProcess process;
    private final String topic;
    private final String group;
    private final BooleanSupplier settled;

    /**
     * A run that has not begun.
     *
     * @param settled whether everything that follows from what was read is done
     */
    public TopicRun(Bench bench, JavaProcess process, String topic, String group, BooleanSupplier settled) {
        this.bench = bench;
        this.process = process;
        this.topic = topic;
        this.group = group;
        this.settled = settled;
    }

    /** Returns when the group has all partitions of the topic. */
    public void awaitAssignment() {
        Waiting.until("group " + group + " getting its partitions", ASSIGNED_WITHIN, () -> {
            process.requireAlive();
            return bench.broker().isAssigned(group, topic);
        });
    }

    /**
     * Lets the process read what is put on the topic.
     *
     * @param fill puts it there
     * @return nanoseconds
     */
    public long take(Runnable fill) {
        process.suspend();
        fill.run();
        Map<TopicPartition, Long> ends = bench.broker().ends(topic);
        long begin = System.nanoTime();
        process.resume();
        awaitEnd(ends);
        long nanos = System.nanoTime() - begin;
        bench.broker().empty(topic);
        return nanos;
    }

    private void awaitEnd(Map<TopicPartition, Long> ends) {
        long lag = Long.MAX_VALUE;
        while (lag > 0 || !settled.getAsBoolean()) {
            long before = lag;
            lag = Waiting.untilKnown("reading on in " + topic + " (see " + process.log() + ")", STALLED_AFTER, () -> {
                process.requireAlive();
                long now = bench.broker().lag(group, ends);
                return now < before || (now == 0 && settled.getAsBoolean())
                        ? OptionalLong.of(now)
                        : OptionalLong.empty();
            });
        }
    }
}
