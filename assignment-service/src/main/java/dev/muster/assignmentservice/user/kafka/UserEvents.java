package dev.muster.assignmentservice.user.kafka;

import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.assignmentservice.directory.kafka.DirectoryEventEncoder;
import dev.muster.assignmentservice.user.Membership;
import dev.muster.assignmentservice.user.User;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.UserEvent;
import dev.muster.schemas.Topics;
import java.util.ArrayList;
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

    /** The event of a removal has the last state before and after it. */
    private static UserEvent userEvent(Change<User> change) {
        User before = change.before();
        User after = change.after() == null ? Objects.requireNonNull(before) : change.after();
        return UserEvent.newBuilder()
                .setUserId(after.userId())
                .setRevision(change.revision())
                .setChange(DirectoryEventEncoder.typeOf(change))
                .setChanged(before == null ? ALL_FIELDS : changedFields(before, after))
                .setBefore(before == null ? null : user(before))
                .setAfter(user(after))
                .setCause(DirectoryEventEncoder.causeOf(change))
                .setRecordedAt(change.recordedAt())
                .build();
    }

    private static dev.muster.directory.User user(User user) {
        return new dev.muster.directory.User(user.userId(), user.homeOrganizationId(), user.admin(), user.active());
    }

    private static List<String> changedFields(User before, User after) {
        List<String> changed = new ArrayList<>();
        if (!Objects.equals(before.homeOrganizationId(), after.homeOrganizationId())) {
            changed.add("home_organization_id");
        }
        if (before.admin() != after.admin()) {
            changed.add("admin");
        }
        if (before.active() != after.active()) {
            changed.add("active");
        }
        return changed;
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
