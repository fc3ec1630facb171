package dev.muster.cli.json;

import java.io.PrintWriter;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Prints results as text, or as JSON with {@code --json}. */
public final class Printer {

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** Prints the record as JSON, or else the given line. */
    public void print(SpecificRecord record, String line) {
        line(json ? RecordJson.of(record).toPrettyString() : line);
    }

    public boolean isJson() {
        return json;
    }

    /** Prints one line to standard output. */
    public void line(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** Prints one line to standard error, so that standard output has the result only. */
    public void note(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
