package dev.muster.benchmarks;

import dev.muster.benchmarks.peers.PeerApplication;
import dev.muster.benchmarks.peers.commands.CommandsPeer;
import dev.muster.benchmarks.peers.reports.ReportsPeer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Entry point of {@code bench} and of the peers, which bench starts as child processes. */
public final class Benchmarks {

    private static final Map<List<String>, Class<?>> PEERS =
            Map.of(List.of("peer", "reports"), ReportsPeer.class, List.of("peer", "commands"), CommandsPeer.class);

    private Benchmarks() {}

    /** Exits with 0 if everything was measured, 1 if a measurement failed, 2 for an invalid command line. */
    public static void main(String[] args) {
        Class<?> peer = PEERS.get(List.of(args));
        if (peer != null) {
            PeerApplication.run(peer);
            return;
        }
        System.exit(new CommandLine(new BenchCommand())
                .setExecutionExceptionHandler(new FailurePrinter())
                .execute(args));
    }
}
