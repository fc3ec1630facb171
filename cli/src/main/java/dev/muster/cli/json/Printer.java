package dev.muster.cli.json;

import dev.muster.cli.terminal.TerminalText;
import java.io.PrintWriter;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.databind.JsonNode;

/** Prints results as text, or as JSON with {@code --json}. Never prints terminal escapes. */
public final class Printer {

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** Prints the record as JSON, or else the given line. */
    public void print(SpecificRecord record, String line) {
        if (json) {
            line(RecordJson.of(record).toPrettyString());
        } else {
            line(TerminalText.inLine(line));
        }
    }

    /** Prints the JSON, or else the given line. */
    public void print(JsonNode result, String line) {
        line(json ? result.toPrettyString() : TerminalText.inLine(line));
    }

    public boolean isJson() {
        return json;
    }

    /** Prints one line with values from elsewhere, which cannot end it. */
    public void row(String line) {
        line(TerminalText.inLine(line));
    }

    /** Prints one line to standard output. */
    public void line(String line) {
        print(command.commandLine().getOut(), line);
    }

    /** Prints lines to standard output, which is flushed at their end. */
    public void lines(Stream<String> lines) {
        PrintWriter out = command.commandLine().getOut();
        lines.takeWhile(line -> !out.checkError()).forEach(line -> out.println(TerminalText.of(line)));
        out.flush();
    }

    /** Prints one line to standard error, so that standard output has the result only. */
    public void note(String line) {
        print(command.commandLine().getErr(), line);
    }

    private static void print(PrintWriter to, String line) {
        to.println(TerminalText.of(line));
        to.flush();
    }
}
