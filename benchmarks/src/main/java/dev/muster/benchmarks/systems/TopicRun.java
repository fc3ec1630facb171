package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.JavaProcess;
import dev.muster.benchmarks.stack.Polling;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures a process that reads a topic. The process is suspended while the topic is filled and resumed when the
 * measurement starts. It ends when the group has committed all offsets and all resulting work is complete.
 */
public final class TopicRun {

    /** Longer than any transaction; without a commit for this long the run fails. */
    private static final Duration STALL_TIMEOUT = Duration.ofMinutes(2);

    /** Partitions of a killed member are reassigned only after its session timeout. */
    private static final Duration ASSIGNMENT_TIMEOUT = Duration.ofMinutes(6);

    /** Session timeout of suspended consumers: longer than filling a topic takes. */
    public static final String SESSION_TIMEOUT_MS = "300000";

    private final BenchEnvironment bench;
    private final JavaProcess process;
    private final String topic;
    private final String group;
    private final BooleanSupplier completed;

    /**
     * Creates a run that is not started.
     *
     * @param completed whether all work resulting from the records is complete
     */
    public TopicRun(
            BenchEnvironment bench, JavaProcess process, String topic, String group, BooleanSupplier completed) {
        this.bench = bench;
        this.process = process;
        this.topic = topic;
        this.group = group;
        this.completed = completed;
    }

    /** Waits until all partitions of the topic are assigned to the group. */
    public void awaitAssignment() {
        Polling.await("partition assignment of group " + group, ASSIGNMENT_TIMEOUT, () -> {
            process.requireAlive();
            return bench.broker().isAssigned(group, topic);
        });
    }

    /**
     * Measures how long the process takes to read the records, and deletes them from the topic.
     *
     * @param fill fills the topic
     * @return nanoseconds
     */
    public long take(Runnable fill) {
        long nanos = follow(fill);
        bench.broker().empty(topic);
        return nanos;
    }

    /** The same for a compacted topic, which keeps the records. */
    public long follow(Runnable fill) {
        process.suspend();
        fill.run();
        Map<TopicPartition, Long> ends = bench.broker().ends(topic);
        long start = System.nanoTime();
        process.resume();
        awaitEnd(ends);
        return System.nanoTime() - start;
    }

    private void awaitEnd(Map<TopicPartition, Long> ends) {
        long lag = Long.MAX_VALUE;
        while (lag > 0 || !completed.getAsBoolean()) {
            long before = lag;
            lag = Polling.awaitValue("progress in " + topic + " (see " + process.log() + ")", STALL_TIMEOUT, () -> {
                process.requireAlive();
                long now = bench.broker().lag(group, ends);
                return now < before || (now == 0 && completed.getAsBoolean())
                        ? OptionalLong.of(now)
                        : OptionalLong.empty();
            });
        }
    }
}
