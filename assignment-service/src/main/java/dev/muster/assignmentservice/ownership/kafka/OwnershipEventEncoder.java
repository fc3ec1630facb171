package dev.muster.assignmentservice.ownership.kafka;

import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.CommandPosition;
import dev.muster.assignment.OwnershipCauseKind;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.OwnershipSource;
import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.SourcePosition;
import dev.muster.assignmentservice.rule.RuleDecision.Source;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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
                        .setReason(reason(change.cause()))
                        .setRuleId(change.cause().ruleId())
                        .setRunId(change.cause().runId())
                        .build())
                .setRecordedAt(change.recordedAt())
                .build();
        return new OutboxMessage(Topics.ASSIGNMENT_OWNERSHIPS, key(change.applicationId()), events.encode(value));
    }

    /** Readers of the first schema version know no later kinds: these are published as a command with a reason. */
    private static OwnershipCauseKind kind(OwnershipChange.Cause cause) {
        return reason(cause) == null ? OwnershipCauseKind.valueOf(cause.kind().name()) : OwnershipCauseKind.COMMAND;
    }

    private static @Nullable String reason(OwnershipChange.Cause cause) {
        return switch (cause.kind()) {
            case COMMAND, APPLICATION_RETURNED, ORGANIZATION_CHANGED -> null;
            case SYSTEM_MOVED, RULE_APPLIED, RULE_UNMATCHED, SYSTEM_OWNER ->
                cause.kind().name().toLowerCase(Locale.ROOT);
        };
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
                .setSource(source(ownership.origin().source()))
                .setPinned(ownership.origin().pinned())
                .setRuleSet(ownership.origin().ruleSet())
                .setRuleId(ownership.origin().ruleId())
                .setRuleSetRevision(ownership.origin().ruleSetRevision())
                .build();
    }

    private static @Nullable OwnershipSource source(@Nullable Source source) {
        return source == null ? null : OwnershipSource.valueOf(source.name());
    }

    private static @Nullable CommandPosition position(@Nullable SourcePosition position) {
        return position == null ? null : new CommandPosition(position.topic(), position.partition(), position.offset());
    }

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
