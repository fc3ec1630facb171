package dev.muster.cli;

import dev.muster.cli.terminal.Terminal;
import dev.muster.testing.Infrastructure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands as a terminal does, against the tests' broker; without the environment and contexts of the user. */
final class Cli {

    record Answer(int exitCode, String out, String err) {}

    /** A terminal that gives one answer to all questions, which it collects. */
    record Answering(boolean yes, List<String> questions) implements Terminal {

        @Override
        public boolean isInteractive() {
            return true;
        }

        @Override
        public boolean confirms(String question) {
            questions.add(question);
            return yes;
        }
    }

    private static final Terminal NONE = new Terminal() {
        @Override
        public boolean isInteractive() {
            return false;
        }

        @Override
        public boolean confirms(String question) {
            throw new IllegalStateException("a question without a terminal");
        }
    };

    private Cli() {}

    static Answer run(String... args) {
        return runAsIs(withBroker(args));
    }

    static String[] withBroker(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--bootstrap-servers", Infrastructure.shared().bootstrapServers()));
        return all.toArray(String[]::new);
    }

    static Answer runAsIs(String... args) {
        return run(Map.of(), NONE, args);
    }

    /** Runs with environment variables. */
    static Answer runIn(Map<String, String> environment, String... args) {
        return run(environment, NONE, args);
    }

    static Answer run(Map<String, String> environment, Terminal terminal, String... args) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("MUSTER_CONFIG", "/nonexistent/contexts.properties");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Muster.commandLine(variables, terminal, args)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(args);
        return new Answer(exitCode, out.toString(), err.toString());
    }
}
