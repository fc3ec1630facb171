package dev.muster.benchmarks.commands;

import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.stack.JavaProcess;
import dev.muster.benchmarks.systems.TopicRun;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What decides commands, running. */
public final class CommandSession implements AutoCloseable {

    private final Bench bench;
    private final CommandSource source;
    private final JavaProcess process;
    private final List<String> topics;
    private final String countApplied;
    private final TopicRun run;

    /**
     * Of a process that has been started.
     *
     * @param topics that of the commands, that of the outcomes, and others that are deleted at the end
     * @param countApplied the query that counts applied commands
     */
    CommandSession(
            Bench bench,
            CommandSource source,
            JavaProcess process,
            String group,
            List<String> topics,
            String countApplied,
            BooleanSupplier settled) {
        this.bench = bench;
        this.source = source;
        this.process = process;
        this.topics = topics;
        this.countApplied = countApplied;
        run = new TopicRun(bench, process, topics.get(0), group, settled);
        run.awaitAssignment();
    }

    /** Gives it one command for each of so many applications; nanoseconds until each is decided and told. */
    public long take(int commands) {
        bench.database().settle();
        long before = bench.database().count(countApplied);
        long toldBefore = bench.broker().written(topics.get(1));
        long pass = source.nextPass();
        long nanos = run.take(() -> {
            source.assign(pass, 0, commands, (key, value) -> bench.preload().send(topics.get(0), key, value));
            bench.preload().flush();
        });
        requireAll("applied", commands, bench.database().count(countApplied) - before);
        requireAll("told", commands, bench.broker().written(topics.get(1)) - toldBefore);
        return nanos;
    }

    /** How long it takes from a command to its outcome, at a steady rate. */
    public Latencies latencies(int commands, int perSecond) {
        long pass = source.nextPass();
        return new LatencyProbe(bench.broker().servers(), topics.get(0), topics.get(1), process)
                .measure(pass, commands, perSecond, source);
    }

    /** The process. */
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
