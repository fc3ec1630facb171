package dev.muster.cli.rules;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import java.time.Duration;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Options of commands that begin a run: they wait until it is finished. */
public final class RunOptions {

    private static final int MAX_SECONDS = 86_400;

    @Option(names = "--no-wait", description = "Print the run, and do not wait until it is finished.")
    private boolean noWait;

    @Option(
            names = "--max-wait",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long to wait for the run, 1 to 86400. Default: ${DEFAULT-VALUE}.")
    private int maxWaitSeconds;

    /** Fails if the options are wrong: before the run begins. */
    public void check() {
        if (maxWaitSeconds < 1 || maxWaitSeconds > MAX_SECONDS) {
            throw CliException.usage("--max-wait must be 1 to " + MAX_SECONDS + " seconds, not " + maxWaitSeconds);
        }
    }

    /**
     * Waits for a run and prints it.
     *
     * @throws CliException with exit code 1 if it was refused or stopped
     */
    public int finish(RunClient runs, JsonNode started, Printer printer) {
        JsonNode run = noWait ? started : runs.await(started, Duration.ofSeconds(maxWaitSeconds), printer::note);
        print(run, printer);
        switch (run.path("state").asString("")) {
            case "refused" -> throw CliException.rejected("refused: " + PlanText.refusal(run));
            case "stopped" ->
                throw CliException.rejected("the run was stopped: continue it with muster runs resume "
                        + run.path("id").asString(""));
            default -> {
                return ExitCode.OK;
            }
        }
    }

    static void print(JsonNode run, Printer printer) {
        if (printer.isJson()) {
            printer.line(run.toPrettyString());
        } else {
            PlanText.ofRun(run).forEach(printer::row);
        }
    }
}
