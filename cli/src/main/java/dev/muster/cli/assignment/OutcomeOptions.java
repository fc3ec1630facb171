package dev.muster.cli.assignment;

import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.Ownership;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.RequestReply;
import dev.muster.schemas.Topics;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options shared by all commands that have an outcome; publishes the command and prints its outcome. */
class OutcomeOptions {

    private static final Set<OutcomeStatus> SUCCESSFUL =
            EnumSet.of(OutcomeStatus.APPLIED, OutcomeStatus.UNCHANGED, OutcomeStatus.WAITING);

    @Option(
            names = "--expect",
            paramLabel = "REVISION",
            description = "Apply only if the ownership has this revision; 0 means never assigned.")
    private @Nullable Long expectedRevision;

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

    final UUID commandId() {
        if (commandId == null) {
            commandId = UUID.randomUUID();
        }
        return commandId;
    }

    final String issuedBy() {
        return issuedBy;
    }

    final @Nullable Long expectedRevision() {
        return expectedRevision;
    }

    final Printer printer() {
        return printer;
    }

    /** Publishes a command with the {@link #commandId} and waits for its outcome. */
    final int publish(String applicationId, byte[] command) {
        try (RequestReply<CommandOutcome> exchange = RequestReply.open(
                kafka.connection(), Topics.ASSIGNMENT_COMMANDS, Topics.ASSIGNMENT_OUTCOMES, CommandOutcome.class)) {
            CommandOutcome outcome = exchange.request(
                    applicationId,
                    command,
                    kafka.token(),
                    reply -> reply.getCommandId().equals(commandId()));
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
                + (Boolean.TRUE.equals(ownership.getPinned()) ? ", pinned" : "")
                + (ownership.getRebrandingEnabled()
                        ? ", rebranded for " + ownership.getRebrandingOrgId()
                        : ", not rebranded");
    }
}
