package dev.muster.cli;

import dev.muster.testing.Infrastructure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs commands as a terminal does, against the tests' broker. */
final class Cli {

    record Answer(int exitCode, String out, String err) {}

    private Cli() {}

    static Answer run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--bootstrap-servers", Infrastructure.shared().bootstrapServers()));
        return runAsIs(all.toArray(String[]::new));
    }

    static Answer runAsIs(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Muster.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(args);
        return new Answer(exitCode, out.toString(), err.toString());
    }
}
