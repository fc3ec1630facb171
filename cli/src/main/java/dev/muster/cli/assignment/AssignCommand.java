package dev.muster.cli.assignment;

import dev.muster.assignment.AssignOrganization;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code muster assign}. */
@Command(
        name = "assign",
        description = "Assigns an application to an organization and prints the outcome.",
        mixinStandardHelpOptions = true)
public final class AssignCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "APPLICATION", description = "The application id, {system}_{module}.")
    private String applicationId = "";

    @Parameters(index = "1", paramLabel = "ORGANIZATION", description = "The organization id.")
    private String organizationId = "";

    @Mixin
    private CommandOptions options = new CommandOptions();

    @Override
    public Integer call() {
        return options.publish(applicationId, new AssignOrganization(organizationId));
    }
}
