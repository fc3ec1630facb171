package dev.muster.assignmentservice.user.kafka;

import dev.muster.assignmentservice.user.Membership;
import dev.muster.assignmentservice.user.MembershipChange;
import dev.muster.assignmentservice.user.User;
import dev.muster.assignmentservice.user.UserChange;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.UserEvent;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of users and memberships as messages. */
public final class UserEventEncoder {

    private static final List<String> ALL_FIELDS = List.of("user_id", "home_organization_id", "admin", "active");

    private final SingleObjectCodec<UserEvent> users = SingleObjectCodec.of(UserEvent.class);
    private final SingleObjectCodec<MembershipEvent> memberships = SingleObjectCodec.of(MembershipEvent.class);

    public OutboxMessage encode(UserChange change) {
        User after = change.after();
        UserEvent value = UserEvent.newBuilder()
                .setUserId(after.userId())
                .setRevision(change.revision())
                .setChange(DirectoryChange.REGISTERED)
                .setChanged(ALL_FIELDS)
                .setAfter(new dev.muster.directory.User(
                        after.userId(), after.homeOrganizationId(), after.admin(), after.active()))
                .setCause(new DirectoryCause(change.commandId(), change.actor()))
                .setRecordedAt(change.recordedAt())
                .build();
        return new OutboxMessage(Topics.DIRECTORY_USERS, key(after.userId()), users.encode(value));
    }

    public OutboxMessage encode(MembershipChange change) {
        String id = change.organizationId() + "/" + change.userId();
        MembershipEvent value = MembershipEvent.newBuilder()
                .setMembershipId(id)
                .setRevision(change.revision())
                .setChange(kind(change.before(), change.after()))
                .setBefore(membership(change.before()))
                .setAfter(membership(change.after()))
                .setCause(new DirectoryCause(change.commandId(), change.actor()))
                .setRecordedAt(change.recordedAt())
                .build();
        return new OutboxMessage(Topics.DIRECTORY_MEMBERSHIPS, key(id), memberships.encode(value));
    }

    /** What happened to something that was there before, or not, and is there after, or not. */
    public static DirectoryChange kind(@Nullable Object before, @Nullable Object after) {
        if (after == null) {
            return DirectoryChange.REMOVED;
        }
        return before == null ? DirectoryChange.REGISTERED : DirectoryChange.CHANGED;
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

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
