package dev.muster.cli.rules;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.json.Printer;
import dev.muster.cli.terminal.TerminalText;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The option for how much of a plan is shown. */
public final class PlanPrinter {

    private static final int MAX_SAMPLES = 100;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many changes to show, 0 to 100. Default: ${DEFAULT-VALUE}.")
    private int samples;

    /** Prints a plan as the result, with its token. */
    public void print(JsonNode plan, Printer printer) {
        if (printer.isJson()) {
            printer.line(plan.toPrettyString());
            return;
        }
        print(plan, printer::line);
        if (plan.path("needs_plan_token").asBoolean(false)) {
            printer.row("so many changes need the plan token");
        }
        printer.row("plan token " + plan.path("plan_token").asString("(none)") + ", valid until "
                + plan.path("expires_at").asString("") + ", once");
    }

    /** Passes the counts and the first changes, a line each. */
    void print(JsonNode plan, Consumer<String> lines) {
        if (samples < 0 || samples > MAX_SAMPLES) {
            throw CliException.usage("--samples must be 0 to " + MAX_SAMPLES + ", not " + samples);
        }
        PlanText.ofPlan(plan, samples).stream().map(TerminalText::inLine).forEach(lines);
    }
}
