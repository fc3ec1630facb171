package dev.muster.cli.assignment;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.Ownership;
import dev.muster.assignment.WhenUnknown;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.RequestReply;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options shared by all commands about one application; publishes the command and prints its outcome. */
final class CommandOptions {

    private static final Set<OutcomeStatus> SUCCESSFUL =
            EnumSet.of(OutcomeStatus.APPLIED, OutcomeStatus.UNCHANGED, OutcomeStatus.WAITING);

    @Option(
            names = "--expect",
            paramLabel = "REVISION",
            description = "Apply only if the ownership has this revision; 0 means never assigned.")
    private @Nullable Long expectedRevision;

    @Option(names = "--wait", description = "Wait for the application if it is not known yet.")
    private boolean wait;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "When a waiting command expires, such as 2030-01-31T12:00:00Z. Default: in 7 days.")
    private @Nullable Instant expiresAt;

    @Option(
            names = "--command-id",
            paramLabel = "UUID",
            description =
                    "Idempotency key: a repeated command returns its first outcome and has no other effect. Default: random.")
    private @Nullable UUID commandId;

    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "${sys:user.name}",
            description = "Issuer of the command. Default: the current user.")
    private String issuedBy = "";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private Printer printer = new Printer();

    int publish(String applicationId, Object action) {
        AssignmentCommand command = AssignmentCommand.newBuilder()
                .setCommandId(commandId == null ? UUID.randomUUID() : commandId)
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy(issuedBy)
                .setApplicationId(applicationId)
                .setExpectedRevision(expectedRevision)
                .setWhenUnknown(wait ? WhenUnknown.WAIT : WhenUnknown.REJECT)
                .setExpiresAt(expiresAt)
                .setAction(action)
                .build();
        try (RequestReply<CommandOutcome> exchange = RequestReply.open(
                kafka.connection(), Topics.ASSIGNMENT_COMMANDS, Topics.ASSIGNMENT_OUTCOMES, CommandOutcome.class)) {
            CommandOutcome outcome = exchange.request(
                    applicationId,
                    SingleObjectCodec.of(AssignmentCommand.class).encode(command),
                    kafka.token(),
                    reply -> reply.getCommandId().equals(command.getCommandId()));
            printer.print(outcome, line(outcome));
            return SUCCESSFUL.contains(outcome.getStatus()) ? ExitCode.OK : ExitCode.REJECTED;
        }
    }

    private static String line(CommandOutcome outcome) {
        String reason = outcome.getReason() == null ? "" : " " + outcome.getReason();
        String message = outcome.getMessage().isEmpty() ? "" : ": " + outcome.getMessage();
        Ownership after = outcome.getAfter();
        return outcome.getStatus() + reason + message + " (" + outcome.getApplicationId() + ", revision "
                + outcome.getRevision() + (after == null ? "" : ", " + state(after)) + ")";
    }

    private static String state(Ownership ownership) {
        String owner =
                ownership.getOrganizationId() == null ? "unassigned" : "owned by " + ownership.getOrganizationId();
        return owner
                + (ownership.getRebrandingEnabled()
                        ? ", rebranded for " + ownership.getRebrandingOrgId()
                        : ", not rebranded");
    }
}
