package dev.muster.benchmarks.commands;

import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.stack.JavaProcess;
import dev.muster.benchmarks.systems.TopicRun;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A running system that processes commands. */
public final class CommandSession implements AutoCloseable {

    private final BenchEnvironment bench;
    private final CommandSource source;
    private final JavaProcess process;
    private final List<String> topics;
    private final String countApplied;
    private final TopicRun run;

    /**
     * Creates a session for a started process.
     *
     * @param topics command topic, outcome topic, and further topics to delete at the end
     * @param countApplied the query that counts applied commands
     */
    CommandSession(
            BenchEnvironment bench,
            CommandSource source,
            JavaProcess process,
            String group,
            List<String> topics,
            String countApplied,
            BooleanSupplier completed) {
        this.bench = bench;
        this.source = source;
        this.process = process;
        this.topics = topics;
        this.countApplied = countApplied;
        run = new TopicRun(bench, process, topics.get(0), group, completed);
        run.awaitAssignment();
    }

    /**
     * Sends one command per application; returns the nanoseconds until all are decided and their outcomes published.
     */
    public long take(int commands) {
        bench.database().vacuumAndCheckpoint();
        long before = bench.database().count(countApplied);
        long outcomesBefore = bench.broker().written(topics.get(1));
        long pass = source.nextPass();
        long nanos = run.take(() -> {
            source.assign(pass, 0, commands, (key, value) -> bench.topicFiller().send(topics.get(0), key, value));
            bench.topicFiller().flush();
        });
        requireAll("applied", commands, bench.database().count(countApplied) - before);
        requireAll("published", commands, bench.broker().written(topics.get(1)) - outcomesBefore);
        return nanos;
    }

    /** Measures the latency from command to outcome at a steady rate. */
    public Latencies latencies(int commands, int perSecond) {
        long pass = source.nextPass();
        return new LatencyProbe(bench.broker().servers(), topics.get(0), topics.get(1), process)
                .measure(pass, commands, perSecond, source);
    }

    public JavaProcess process() {
        return process;
    }

    private static void requireAll(String what, long expected, long found) {
        if (found != expected) {
            throw new BenchmarkException(found + " commands were " + what + " instead of " + expected);
        }
    }

    @Override
    public void close() {
        process.close();
        bench.broker().delete(topics);
    }
}
