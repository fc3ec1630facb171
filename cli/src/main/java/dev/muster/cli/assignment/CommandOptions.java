package dev.muster.cli.assignment;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.WhenUnknown;
import dev.muster.schemas.SingleObjectCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options shared by all commands that may wait for their application. */
final class CommandOptions extends OutcomeOptions {

    @Option(names = "--wait", description = "Wait for the application if it is not known yet.")
    private boolean wait;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "When a waiting command expires, such as 2030-01-31T12:00:00Z. Default: in 7 days.")
    private @Nullable Instant expiresAt;

    int publish(String applicationId, Object action) {
        AssignmentCommand command = AssignmentCommand.newBuilder()
                .setCommandId(commandId())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy(issuedBy())
                .setApplicationId(applicationId)
                .setExpectedRevision(expectedRevision())
                .setWhenUnknown(wait ? WhenUnknown.WAIT : WhenUnknown.REJECT)
                .setExpiresAt(expiresAt)
                .setAction(action)
                .build();
        return publish(
                applicationId, SingleObjectCodec.of(AssignmentCommand.class).encode(command));
    }
}
