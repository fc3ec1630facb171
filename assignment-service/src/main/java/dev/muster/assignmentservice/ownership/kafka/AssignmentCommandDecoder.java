package dev.muster.assignmentservice.ownership.kafka;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.DisableRebranding;
import dev.muster.assignment.EnableRebranding;
import dev.muster.assignment.ReleaseToRulesCommand;
import dev.muster.assignment.UnassignOrganization;
import dev.muster.assignment.WhenUnknown;
import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipAction.Kind;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.ownership.SourcePosition;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.kafka.RecordAuthenticator;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.messaging.consumer.RecordDecoder;
import dev.muster.messaging.consumer.RecordTime;
import dev.muster.schemas.SingleObjectCodec;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decodes the records of {@code assignment.commands}, whose schema fingerprint tells their kind. */
public final class AssignmentCommandDecoder implements RecordDecoder<OwnershipCommand> {

    /** Upper bound of expiry times: later ones have no representation in the database and in ISO-8601 with four digits. */
    private static final Instant LATEST_EXPIRY = Instant.parse("9999-12-31T00:00:00Z");

    private final SingleObjectCodec<AssignmentCommand> codec = SingleObjectCodec.of(AssignmentCommand.class);
    private final SingleObjectCodec<ReleaseToRulesCommand> releases = SingleObjectCodec.of(ReleaseToRulesCommand.class);
    private final RecordAuthenticator authenticator;
    private final Clock clock;

    public AssignmentCommandDecoder(RecordAuthenticator authenticator, Clock clock) {
        this.authenticator = authenticator;
        this.clock = clock;
    }

    @Override
    public OwnershipCommand decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        Caller caller = authenticator.authenticate(record);
        FieldRules.requireUsableTime(record, clock.instant());
        Instant receivedAt = RecordTime.of(record);
        SourcePosition position = new SourcePosition(record.topic(), record.partition(), record.offset());
        OwnershipCommand decoded = releases.reads(record.value())
                ? release(FieldRules.read(releases, record.value()), receivedAt, position)
                : command(FieldRules.read(codec, record.value()), receivedAt, position);
        FieldRules.requireApplicationId(decoded.applicationId());
        FieldRules.requireKey(record.key(), "application_id", decoded.applicationId());
        FieldRules.requireIssuedBy(decoded.issuedBy());
        FieldRules.requireIssuedAt(decoded.issuedAt(), receivedAt);
        if (decoded.action().organizationId() != null) {
            FieldRules.requireWellFormedId("organization_id", decoded.action().organizationId());
        }
        return decoded.withCaller(caller);
    }

    private static OwnershipCommand command(AssignmentCommand command, Instant receivedAt, SourcePosition position) {
        return new OwnershipCommand(
                command.getCommandId(),
                command.getIssuedAt(),
                receivedAt,
                command.getIssuedBy(),
                command.getApplicationId(),
                command.getExpectedRevision(),
                command.getWhenUnknown() == WhenUnknown.WAIT,
                expiry(command.getExpiresAt()),
                action(command.getAction()),
                position);
    }

    private static OwnershipCommand release(
            ReleaseToRulesCommand command, Instant receivedAt, SourcePosition position) {
        return new OwnershipCommand(
                command.getCommandId(),
                command.getIssuedAt(),
                receivedAt,
                command.getIssuedBy(),
                command.getApplicationId(),
                command.getExpectedRevision(),
                false,
                null,
                new OwnershipAction(Kind.RELEASE_TO_RULES, null),
                position);
    }

    private static @Nullable Instant expiry(@Nullable Instant expiresAt) {
        return expiresAt != null && expiresAt.isAfter(LATEST_EXPIRY) ? LATEST_EXPIRY : expiresAt;
    }

    private static OwnershipAction action(Object action) {
        if (action instanceof AssignOrganization assign) {
            return new OwnershipAction(Kind.ASSIGN_ORGANIZATION, assign.getOrganizationId());
        }
        if (action instanceof UnassignOrganization) {
            return new OwnershipAction(Kind.UNASSIGN_ORGANIZATION, null);
        }
        if (action instanceof EnableRebranding enable) {
            return new OwnershipAction(Kind.ENABLE_REBRANDING, enable.getOrganizationId());
        }
        if (action instanceof DisableRebranding) {
            return new OwnershipAction(Kind.DISABLE_REBRANDING, null);
        }
        return new OwnershipAction(Kind.INHERIT_REBRANDING, null);
    }
}
