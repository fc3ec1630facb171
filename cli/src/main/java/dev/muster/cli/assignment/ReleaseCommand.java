package dev.muster.cli.assignment;

import dev.muster.assignment.ReleaseToRulesCommand;
import dev.muster.schemas.SingleObjectCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code muster release}. */
@Command(
        name = "release",
        description = "Gives an application back to the rules, which a command had pinned, and prints the outcome.",
        mixinStandardHelpOptions = true)
public final class ReleaseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "APPLICATION", description = "The application id, {system}_{module}.")
    private String applicationId = "";

    @Mixin
    private OutcomeOptions options = new OutcomeOptions();

    @Override
    public Integer call() {
        ReleaseToRulesCommand command = ReleaseToRulesCommand.newBuilder()
                .setCommandId(options.commandId())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy(options.issuedBy())
                .setApplicationId(applicationId)
                .setExpectedRevision(options.expectedRevision())
                .build();
        return options.publish(
                applicationId, SingleObjectCodec.of(ReleaseToRulesCommand.class).encode(command));
    }
}
