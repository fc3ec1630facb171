package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.Encoder;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.JavaProcess;
import java.util.List;

/** A running peer that reads its own topic and writes to {@link PeerTable}. */
final class PeerSession implements Session {

    private final BenchEnvironment bench;
    private final PeerTable table;
    private final JavaProcess process;
    private final List<String> topics;
    private final Encoder encoder;
    private final TopicRun run;

    private PeerSession(
            BenchEnvironment bench,
            PeerTable table,
            JavaProcess process,
            List<String> topics,
            Encoder encoder,
            TopicRun run) {
        this.bench = bench;
        this.table = table;
        this.process = process;
        this.topics = topics;
        this.encoder = encoder;
        this.run = run;
    }

    /** Creates a session for a started process with existing topics. */
    static PeerSession of(
            BenchEnvironment bench,
            PeerTable table,
            JavaProcess process,
            String group,
            List<String> topics,
            Encoder encoder) {
        TopicRun run = new TopicRun(bench, process, topics.get(0), group, () -> true);
        run.awaitAssignment();
        return new PeerSession(bench, table, process, topics, encoder, run);
    }

    @Override
    public void reset() {
        table.empty();
    }

    @Override
    public long take(History history, int step, boolean poison) {
        bench.database().vacuumAndCheckpoint();
        return run.take(() -> bench.topicFiller().fill(topics.get(0), history, step, encoder, poison));
    }

    @Override
    public Digest digest() {
        return table.digest();
    }

    @Override
    public void close() {
        process.close();
        bench.broker().delete(topics);
    }
}
