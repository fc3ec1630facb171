package dev.muster.assignmentservice.user.kafka;

import dev.muster.assignmentservice.directory.kafka.ChangeTypes;
import dev.muster.assignmentservice.directory.kafka.DirectoryEventEncoder;
import dev.muster.assignmentservice.user.Membership;
import dev.muster.assignmentservice.user.MembershipChange;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.MembershipRole;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Encodes changes of memberships. */
public final class MembershipEventEncoder implements DirectoryEventEncoder<MembershipChange> {

    private final SingleObjectCodec<MembershipEvent> events = SingleObjectCodec.of(MembershipEvent.class);

    @Override
    public Class<MembershipChange> changeType() {
        return MembershipChange.class;
    }

    @Override
    public OutboxMessage encode(MembershipChange change) {
        String id = change.organizationId() + "/" + change.userId();
        MembershipEvent value = MembershipEvent.newBuilder()
                .setMembershipId(id)
                .setRevision(change.revision())
                .setChange(ChangeTypes.of(change.before(), change.after()))
                .setBefore(membership(change.before()))
                .setAfter(membership(change.after()))
                .setCause(new DirectoryCause(change.commandId(), change.actor()))
                .setRecordedAt(change.recordedAt())
                .build();
        return new OutboxMessage(
                Topics.DIRECTORY_MEMBERSHIPS, id.getBytes(StandardCharsets.UTF_8), events.encode(value));
    }

    private static dev.muster.directory.@Nullable Membership membership(@Nullable Membership membership) {
        return membership == null
                ? null
                : new dev.muster.directory.Membership(
                        membership.organizationId(),
                        membership.userId(),
                        membership.roles().stream()
                                .map(role -> MembershipRole.valueOf(role.name()))
                                .toList());
    }
}
