package dev.muster.benchmarks;

import dev.muster.benchmarks.peers.PeerApplication;
import dev.muster.benchmarks.peers.commands.CommandsPeer;
import dev.muster.benchmarks.peers.reports.ReportsPeer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The program: {@code bench}, or with {@code peer} one of the peers, which it starts as child processes. */
public final class Benchmarks {

    private static final Map<List<String>, Class<?>> PEERS =
            Map.of(List.of("peer", "reports"), ReportsPeer.class, List.of("peer", "commands"), CommandsPeer.class);

    private Benchmarks() {}

    /** Runs and exits: 0 when everything was measured, 1 when a result was wrong, 2 for a wrong command line. */
    public static void main(String[] args) {
        Class<?> peer = PEERS.get(List.of(args));
        if (peer != null) {
            PeerApplication.run(peer);
            return;
        }
        System.exit(new CommandLine(new BenchCommand())
                .setExecutionExceptionHandler(new FailureLine())
                .execute(args));
    }
}
