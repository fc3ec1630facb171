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
        description = "Sets or removes the rebranding override of an application and prints the outcome.",
        mixinStandardHelpOptions = true)
public final class RebrandCommand implements Callable<Integer> {

    @Parameters(paramLabel = "APPLICATION", description = "The application id, {system}_{module}.")
    private String applicationId = "";

    @ArgGroup(multiplicity = "1")
    private Action action = new Action();

    @Mixin
    private CommandOptions options = new CommandOptions();

    /** Exactly one of these options is given. */
    static final class Action {

        private static final String OWNER = "";

        @Option(
                names = "--enable",
                arity = "0..1",
                fallbackValue = OWNER,
                paramLabel = "ORGANIZATION",
                description = "Rebrand for this organization. Default: the owner of the application.")
        private @Nullable String enable;

        @Option(names = "--disable", description = "Do not rebrand.")
        private boolean disable;

        @Option(
                names = "--inherit",
                description = "Remove the override: the setting of the owner, or of its nearest ancestor, applies.")
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
            throw new IllegalStateException("picocli requires one of the three options");
        }
    }

    @Override
    public Integer call() {
        return options.publish(applicationId, action.action());
    }
}
