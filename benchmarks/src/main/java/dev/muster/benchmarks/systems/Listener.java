package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.fleet.ReportEncoder;
import dev.muster.benchmarks.peers.reports.ReportsPeer;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.JavaProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A typical Spring Kafka batch listener, in its own JVM with the heap size of Muster. */
public final class Listener implements SystemUnderTest {

    private static final String TOPIC = "bench.listener";

    private final String name;
    private final int divisor;
    private final boolean rowByRow;

    private Listener(String name, int divisor, boolean rowByRow) {
        this.name = name;
        this.divisor = divisor;
        this.rowByRow = rowByRow;
    }

    /** One batch of upserts per poll. */
    public static Listener batches() {
        return new Listener("plain-listener", 1, false);
    }

    /** One upsert per application and one transaction per poll, on a table with 15 indexes. */
    public static Listener rowByRow() {
        return new Listener("row-by-row", 10, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int divisor() {
        return divisor;
    }

    @Override
    public boolean removes() {
        return false;
    }

    @Override
    public boolean ignoresLate() {
        return false;
    }

    @Override
    public Session open(BenchEnvironment bench) {
        List<String> topics = List.of(TOPIC, TOPIC + ReportsPeer.DEAD_LETTERS);
        bench.broker().delete(topics);
        topics.forEach(bench.broker()::create);
        PeerTable table =
                rowByRow ? PeerTable.createWith15Indexes(bench.database()) : PeerTable.create(bench.database());
        Map<String, String> environment = new HashMap<>(bench.peerEnvironment());
        environment.put("BENCH_TOPIC", TOPIC);
        environment.put("BENCH_GROUP", name);
        environment.put("BENCH_ROW_BY_ROW", Boolean.toString(rowByRow));
        environment.put("BENCH_SESSION_TIMEOUT_MS", TopicRun.SESSION_TIMEOUT_MS);
        List<String> arguments = new ArrayList<>(MusterService.PLAIN_JVM);
        arguments.addAll(JavaProcess.self("peer", "reports"));
        JavaProcess process = JavaProcess.start(name, arguments, environment, bench.logs());
        return PeerSession.of(bench, table, process, name, topics, new ReportEncoder());
    }
}
