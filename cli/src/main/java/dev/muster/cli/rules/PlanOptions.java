package dev.muster.cli.rules;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.installation.Invocation;
import dev.muster.cli.json.Printer;
import dev.muster.cli.terminal.Terminal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.databind.JsonNode;

/** Options of commands that change many applications: they preview, ask, and go on with the token of the preview. */
public final class PlanOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--yes", description = "Preview, and go on without a question.")
    private boolean yes;

    @Option(
            names = "--plan-token",
            paramLabel = "TOKEN",
            description = "The token of an earlier preview: go on without another one.")
    private @Nullable String planToken;

    @Mixin
    private PlanPrinter planPrinter = new PlanPrinter();

    /**
     * Whether to go on.
     *
     * @param planToken the token to send; null for none
     */
    public record Consent(boolean given, @Nullable String planToken) {}

    /**
     * Previews and asks.
     *
     * @param wanted whether to preview; null if a terminal decides
     */
    public Consent ask(@Nullable Boolean wanted, Supplier<JsonNode> preview, String question, Printer printer) {
        if (planToken != null) {
            return new Consent(true, planToken);
        }
        Terminal terminal = Invocation.of(command).terminal();
        if (wanted == null ? !yes && !terminal.isInteractive() : !wanted) {
            return new Consent(true, null);
        }
        if (!yes && !terminal.isInteractive()) {
            throw CliException.usage("--preview asks before it goes on, and there is no terminal: add --yes");
        }
        JsonNode plan = preview.get();
        planPrinter.print(plan, printer::note);
        if (!yes && !terminal.confirms(question)) {
            printer.note("nothing was changed");
            return new Consent(false, null);
        }
        return new Consent(true, plan.path("plan_token").asString(null));
    }

    /** The printer of plans. */
    public PlanPrinter planPrinter() {
        return planPrinter;
    }
}
