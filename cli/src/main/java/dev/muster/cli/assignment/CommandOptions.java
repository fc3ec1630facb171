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

/** What every command about one application has in common: publish it, wait for its outcome, print that. */
final class CommandOptions {

    private static final Set<OutcomeStatus> FINE =
            EnumSet.of(OutcomeStatus.APPLIED, OutcomeStatus.UNCHANGED, OutcomeStatus.WAITING);

    @Option(
            names = "--expect",
            paramLabel = "REVISION",
            description = "Only if the ownership still has this revision; 0 is never assigned.")
    private @Nullable Long expectedRevision;

    @Option(names = "--wait", description = "Let it wait when the application is not known yet.")
    private boolean wait;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "When a waiting command gives up, such as 2030-01-31T12:00:00Z; 7 days when not given.")
    private @Nullable Instant expiresAt;

    @Option(
            names = "--command-id",
            paramLabel = "UUID",
            description = "A command sent again under its id gets its first outcome, and nothing else happens.")
    private @Nullable UUID commandId;

    @Option(names = "--by", paramLabel = "WHO", defaultValue = "${sys:user.name}", description = "Who says so.")
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
        try (RequestReply<CommandOutcome> conversation = RequestReply.open(
                kafka.connection(), Topics.ASSIGNMENT_COMMANDS, Topics.ASSIGNMENT_OUTCOMES, CommandOutcome.class)) {
            CommandOutcome outcome = conversation.ask(
                    applicationId,
                    SingleObjectCodec.of(AssignmentCommand.class).encode(command),
                    one -> one.getCommandId().equals(command.getCommandId()));
            printer.print(outcome, line(outcome));
            return FINE.contains(outcome.getStatus()) ? ExitCode.FINE : ExitCode.NO;
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
        String owner = ownership.getOrganizationId() == null ? "unassigned" : "of " + ownership.getOrganizationId();
        return owner
                + (ownership.getRebrandingEnabled()
                        ? ", rebranded for " + ownership.getRebrandingOrgId()
                        : ", not rebranded");
    }
}
