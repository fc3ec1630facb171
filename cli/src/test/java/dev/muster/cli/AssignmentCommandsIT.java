package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.EnableRebranding;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.Ownership;
import dev.muster.assignment.RebrandingOverride;
import dev.muster.assignment.ReleaseToRulesCommand;
import dev.muster.assignment.WhenUnknown;
import dev.muster.cli.Cli.Answer;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AssignmentCommandsIT {

    private static final SingleObjectCodec<AssignmentCommand> COMMANDS = SingleObjectCodec.of(AssignmentCommand.class);
    private static final SingleObjectCodec<CommandOutcome> OUTCOMES = SingleObjectCodec.of(CommandOutcome.class);

    private final List<AssignmentCommand> received = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void createTopics() throws Exception {
        FakeService.createTopics();
    }

    @Test
    void appliedCommandExitsWithZero() throws Exception {
        try (FakeService service = replyingWith(OutcomeStatus.APPLIED, null)) {
            Answer answer = service.run("assign", "vm_bash", "acme", "--expect", "3", "--by", "me");

            assertThat(answer.err()).isEmpty();
            assertThat(answer.exitCode()).isZero();
            assertThat(answer.out()).contains("APPLIED", "vm_bash", "revision 4", "owned by acme");
            assertThat(received.get(0).getExpectedRevision()).isEqualTo(3);
            assertThat(received.get(0).getIssuedBy()).isEqualTo("me");
            assertThat(received.get(0).getWhenUnknown()).isEqualTo(WhenUnknown.REJECT);
        }
    }

    @Test
    void rejectedCommandExitsWithOne() throws Exception {
        try (FakeService service = replyingWith(OutcomeStatus.REJECTED, "application_not_found")) {
            Answer answer = service.run("unassign", "vm_nothere");

            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.out()).contains("REJECTED application_not_found");
        }
    }

    @Test
    void waitingCommandExitsWithZero() throws Exception {
        try (FakeService service = replyingWith(OutcomeStatus.WAITING, "waiting_for_application")) {
            Answer answer = service.run("assign", "vm_later", "acme", "--wait");

            assertThat(answer.exitCode()).isZero();
            assertThat(received.get(0).getWhenUnknown()).isEqualTo(WhenUnknown.WAIT);
        }
    }

    @Test
    void rebrandingCanBeEnabledForAnOrganization() throws Exception {
        try (FakeService service = replyingWith(OutcomeStatus.APPLIED, null)) {
            assertThat(service.run("rebrand", "vm_bash", "--enable", "acme").exitCode())
                    .isZero();
            assertThat(service.run("rebrand", "vm_bash", "--enable").exitCode()).isZero();

            assertThat(received)
                    .extracting(command -> ((EnableRebranding) command.getAction()).getOrganizationId())
                    .containsExactly("acme", null);
        }
    }

    @Test
    void applicationIsReleasedToTheRules() {
        SingleObjectCodec<ReleaseToRulesCommand> releases = SingleObjectCodec.of(ReleaseToRulesCommand.class);
        List<ReleaseToRulesCommand> released = Collections.synchronizedList(new ArrayList<>());
        try (FakeService service = FakeService.answering(Topics.ASSIGNMENT_COMMANDS, record -> {
            try {
                ReleaseToRulesCommand command = releases.decode(record.value());
                released.add(command);
                return Optional.of(outcome(
                        record, command.getCommandId(), command.getApplicationId(), OutcomeStatus.APPLIED, null));
            } catch (UnreadableValueException e) {
                throw new IllegalStateException(e);
            }
        })) {
            Answer answer = service.run("release", "vm_bash", "--expect", "3", "--by", "me");

            assertThat(answer.exitCode()).isZero();
            assertThat(answer.out()).startsWith("APPLIED (vm_bash, revision 4");
            assertThat(released.get(0).getExpectedRevision()).isEqualTo(3);
            assertThat(released.get(0).getIssuedBy()).isEqualTo("me");
        }
    }

    @Test
    void deadLetterExitsWithOneAndPrintsTheReason() throws Exception {
        try (FakeService service = FakeService.answering(
                Topics.ASSIGNMENT_COMMANDS,
                record -> Optional.of(FakeService.deadLetter(record, "id_invalid", "the application id is blank")))) {
            Answer answer = service.run("assign", " ", "acme");

            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.err()).contains("dead letter", "id_invalid", "the application id is blank");
        }
    }

    @Test
    void timeoutExplainsThatTheCommandIsNotLost() {
        Answer answer = Cli.run("assign", "vm_bash", "acme", "--timeout", "1");

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.err()).contains("assignment.commands-", "assignment.outcomes", "not lost");
    }

    @Test
    void rebrandRequiresExactlyOneAction() {
        assertThat(Cli.run("rebrand", "vm_bash").exitCode()).isEqualTo(2);
        assertThat(Cli.run("rebrand", "vm_bash", "--disable", "--inherit").exitCode())
                .isEqualTo(2);
    }

    private FakeService replyingWith(OutcomeStatus status, @Nullable String reason) {
        return FakeService.answering(
                Topics.ASSIGNMENT_COMMANDS, record -> Optional.of(outcome(record, status, reason)));
    }

    private ProducerRecord<byte[], byte[]> outcome(
            ConsumerRecord<byte[], byte[]> record, OutcomeStatus status, @Nullable String reason) {
        try {
            AssignmentCommand command = COMMANDS.decode(record.value());
            received.add(command);
            return outcome(record, command.getCommandId(), command.getApplicationId(), status, reason);
        } catch (UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> outcome(
            ConsumerRecord<byte[], byte[]> record,
            UUID commandId,
            String applicationId,
            OutcomeStatus status,
            @Nullable String reason) {
        CommandOutcome outcome = CommandOutcome.newBuilder()
                .setCommandId(commandId)
                .setApplicationId(applicationId)
                .setStatus(status)
                .setReason(reason)
                .setMessage("")
                .setRevision(4)
                .setAfter(Ownership.newBuilder()
                        .setOrganizationId("acme")
                        .setRebrandingOverride(RebrandingOverride.INHERITED)
                        .setRebrandingEnabled(false)
                        .setAssignedBy("me")
                        .build())
                .setDecidedAt(Instant.EPOCH)
                .build();
        return new ProducerRecord<>(Topics.ASSIGNMENT_OUTCOMES, record.key(), OUTCOMES.encode(outcome));
    }
}
