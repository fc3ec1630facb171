package dev.muster.cli.assignment;

import dev.muster.assignment.UnassignOrganization;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code muster unassign}. */
@Command(
        name = "unassign",
        description = "Removes the owner of an application and prints the outcome.",
        mixinStandardHelpOptions = true)
public final class UnassignCommand implements Callable<Integer> {

    @Parameters(paramLabel = "APPLICATION", description = "The application id, {system}_{module}.")
    private String applicationId = "";

    @Mixin
    private CommandOptions options = new CommandOptions();

    @Override
    public Integer call() {
        return options.publish(applicationId, new UnassignOrganization());
    }
}
