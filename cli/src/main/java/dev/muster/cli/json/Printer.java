package dev.muster.cli.json;

import java.io.PrintWriter;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Prints an answer: as a line for people, or with {@code --json} as what it is. */
public final class Printer {

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    /** Prints the record, or the line that stands for it. */
    public void print(SpecificRecord record, String line) {
        line(json ? RecordJson.of(record).toPrettyString() : line);
    }

    /** Whether JSON is wanted. */
    public boolean isJson() {
        return json;
    }

    /** Prints one line. */
    public void line(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** Prints one line on standard error: for people, beside the answer. */
    public void note(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
