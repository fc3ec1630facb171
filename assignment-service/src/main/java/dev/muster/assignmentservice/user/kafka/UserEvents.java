package dev.muster.assignmentservice.user.kafka;

import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.assignmentservice.directory.kafka.DirectoryEventEncoder;
import dev.muster.assignmentservice.user.Membership;
import dev.muster.assignmentservice.user.User;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.UserEvent;
import dev.muster.schemas.Topics;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events of users and their memberships. */
public final class UserEvents {

    private static final List<String> ALL_FIELDS = List.of("user_id", "home_organization_id", "admin", "active");

    private UserEvents() {}

    public static DirectoryEventEncoder<User> userEncoder() {
        return new DirectoryEventEncoder<>(Topics.DIRECTORY_USERS, User.class, UserEvent.class, UserEvents::userEvent);
    }

    public static DirectoryEventEncoder<Membership> membershipEncoder() {
        return new DirectoryEventEncoder<>(
                Topics.DIRECTORY_MEMBERSHIPS, Membership.class, MembershipEvent.class, UserEvents::membershipEvent);
    }

    private static UserEvent userEvent(Change<User> change) {
        User after = Objects.requireNonNull(change.after(), "users are registered only");
        return UserEvent.newBuilder()
                .setUserId(after.userId())
                .setRevision(change.revision())
                .setChange(DirectoryEventEncoder.typeOf(change))
                .setChanged(ALL_FIELDS)
                .setAfter(new dev.muster.directory.User(
                        after.userId(), after.homeOrganizationId(), after.admin(), after.active()))
                .setCause(DirectoryEventEncoder.causeOf(change))
                .setRecordedAt(change.recordedAt())
                .build();
    }

    private static MembershipEvent membershipEvent(Change<Membership> change) {
        return MembershipEvent.newBuilder()
                .setMembershipId(change.key())
                .setRevision(change.revision())
                .setChange(DirectoryEventEncoder.typeOf(change))
                .setBefore(membership(change.before()))
                .setAfter(membership(change.after()))
                .setCause(DirectoryEventEncoder.causeOf(change))
                .setRecordedAt(change.recordedAt())
                .build();
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
