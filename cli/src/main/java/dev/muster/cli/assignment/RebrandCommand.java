package dev.muster.cli.assignment;

import dev.muster.assignment.DisableRebranding;
import dev.muster.assignment.EnableRebranding;
import dev.muster.assignment.InheritRebranding;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster rebrand}. */
@Command(
        name = "rebrand",
        description = "Overrides how an application is rebranded, or ends the override, and prints the outcome.",
        mixinStandardHelpOptions = true)
public final class RebrandCommand implements Callable<Integer> {

    @Parameters(paramLabel = "APPLICATION", description = "Its id, {system}_{module}.")
    private String applicationId = "";

    @ArgGroup(multiplicity = "1")
    private Action action = new Action();

    @Mixin
    private CommandOptions options = new CommandOptions();

    /** One of three. */
    static final class Action {

        private static final String OWNER = "";

        @Option(
                names = "--enable",
                arity = "0..1",
                fallbackValue = OWNER,
                paramLabel = "ORGANIZATION",
                description = "Rebranded for this organization; for whoever owns the application when not given.")
        private @Nullable String enable;

        @Option(names = "--disable", description = "Not rebranded.")
        private boolean disable;

        @Option(names = "--inherit", description = "As the owner's organization, or the nearest above it, says.")
        private boolean inherit;

        Object action() {
            if (enable != null) {
                return new EnableRebranding(enable.equals(OWNER) ? null : enable);
            }
            if (inherit) {
                return new InheritRebranding();
            }
            if (disable) {
                return new DisableRebranding();
            }
            throw new IllegalStateException("the parser lets none of the three be left out");
        }
    }

    @Override
    public Integer call() {
        return options.publish(applicationId, action.action());
    }
}
