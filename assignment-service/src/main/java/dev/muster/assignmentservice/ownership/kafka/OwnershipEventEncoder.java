package dev.muster.assignmentservice.ownership.kafka;

import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.CommandPosition;
import dev.muster.assignment.OwnershipCauseKind;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.SourcePosition;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Encodes outcomes and changes of ownerships as messages of the outbox. */
final class OwnershipEventEncoder {

    private final SingleObjectCodec<CommandOutcome> outcomes = SingleObjectCodec.of(CommandOutcome.class);
    private final SingleObjectCodec<OwnershipEvent> events = SingleObjectCodec.of(OwnershipEvent.class);

    OutboxMessage encode(Outcome outcome) {
        CommandOutcome value = CommandOutcome.newBuilder()
                .setCommandId(outcome.commandId())
                .setApplicationId(outcome.applicationId())
                .setStatus(dev.muster.assignment.OutcomeStatus.valueOf(
                        outcome.status().name()))
                .setReason(outcome.reason())
                .setMessage(outcome.message())
                .setRevision(outcome.revision())
                .setBefore(ownership(outcome.before()))
                .setAfter(ownership(outcome.after()))
                .setDecidedAt(outcome.decidedAt())
                .setPosition(position(outcome.position()))
                .build();
        return new OutboxMessage(Topics.ASSIGNMENT_OUTCOMES, key(outcome.applicationId()), outcomes.encode(value));
    }

    OutboxMessage encode(OwnershipChange change) {
        OwnershipEvent value = OwnershipEvent.newBuilder()
                .setApplicationId(change.applicationId())
                .setRevision(change.revision())
                .setChange(dev.muster.assignment.OwnershipChange.valueOf(
                        change.kind().name()))
                .setChanged(change.after().changedFields(change.before()))
                .setBefore(ownership(change.before()))
                .setAfter(ownership(change.after()))
                .setCause(dev.muster.assignment.OwnershipCause.newBuilder()
                        .setKind(kind(change.cause()))
                        .setCommandId(change.cause().commandId())
                        .setActor(change.cause().actor())
                        .setReason(
                                change.cause().kind() == OwnershipChange.Cause.Kind.SYSTEM_MOVED
                                        ? "system_moved"
                                        : null)
                        .build())
                .setRecordedAt(change.recordedAt())
                .build();
        return new OutboxMessage(Topics.ASSIGNMENT_OWNERSHIPS, key(change.applicationId()), events.encode(value));
    }

    /** Readers of the first schema version know no later kinds: these are published as a command with a reason. */
    private static OwnershipCauseKind kind(OwnershipChange.Cause cause) {
        return cause.kind() == OwnershipChange.Cause.Kind.SYSTEM_MOVED
                ? OwnershipCauseKind.COMMAND
                : OwnershipCauseKind.valueOf(cause.kind().name());
    }

    private static dev.muster.assignment.@Nullable Ownership ownership(@Nullable Ownership ownership) {
        if (ownership == null) {
            return null;
        }
        return dev.muster.assignment.Ownership.newBuilder()
                .setOrganizationId(ownership.organizationId())
                .setRebrandingOverride(dev.muster.assignment.RebrandingOverride.valueOf(
                        ownership.override().name()))
                .setOverrideOrganizationId(ownership.overrideOrganizationId())
                .setRebrandingEnabled(ownership.rebrandingEnabled())
                .setRebrandingOrgId(ownership.rebrandingOrgId())
                .setAssignedBy(ownership.assignedBy())
                .setAssignedAt(ownership.assignedAt())
                .build();
    }

    private static @Nullable CommandPosition position(@Nullable SourcePosition position) {
        return position == null ? null : new CommandPosition(position.topic(), position.partition(), position.offset());
    }

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
