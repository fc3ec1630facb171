package dev.muster.cli.assignment;

import dev.muster.assignment.AssignOrganization;
import dev.muster.cli.failure.CliException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code muster assign}. */
@Command(
        name = "assign",
        description = {
            "Assigns an application to an organization and prints the outcome.",
            "With --filter or --csv: assigns or unassigns many applications (over HTTP), in a run that it waits for."
        },
        customSynopsis = {
            "muster assign [OPTIONS] APPLICATION ORGANIZATION",
            "       muster assign (--filter=KEY=VALUE... | --csv=FILE) [--preview] [OPTIONS]",
            "              (--organization=KEY | --unassign)"
        },
        mixinStandardHelpOptions = true)
public final class AssignCommand implements Callable<Integer> {

    /** Options of one command on Kafka, which a bulk change is not. */
    private static final List<String> OF_ONE =
            List.of("--expect", "--wait", "--expires", "--command-id", "--by", "--bootstrap-servers", "--timeout");

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "APPLICATION",
            description = "The application id, {system}_{module}.")
    private @Nullable String applicationId;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ORGANIZATION", description = "The organization id.")
    private @Nullable String organizationId;

    @Mixin
    private CommandOptions options = new CommandOptions();

    @Mixin
    private BulkOptions bulk = new BulkOptions();

    @Override
    public Integer call() {
        if (bulk.isGiven()) {
            requireNothingOfOne();
            return bulk.run(options.printer());
        }
        if (applicationId == null || organizationId == null) {
            throw CliException.usage(
                    "name the APPLICATION and the ORGANIZATION, or the applications with --filter or --csv");
        }
        bulk.requireNone();
        return options.publish(applicationId, new AssignOrganization(organizationId));
    }

    private void requireNothingOfOne() {
        if (applicationId != null) {
            throw CliException.usage("name one APPLICATION, or many with --filter or --csv, not both");
        }
        for (String option : OF_ONE) {
            if (isGiven(option)) {
                throw CliException.usage(option + " is not used with --filter and --csv");
            }
        }
    }

    private boolean isGiven(String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }
}
