package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.Decision;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryActionHandler;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.user.UserStore.StoredMembership;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes memberships. */
public final class MembershipActionHandler implements DirectoryActionHandler {

    private final UserStore users;
    private final OrganizationStore organizations;
    private final UserAccess access;

    public MembershipActionHandler(UserStore users, OrganizationStore organizations, AccessScope accessScope) {
        this.users = users;
        this.organizations = organizations;
        access = new UserAccess(users, accessScope);
    }

    @Override
    public boolean handles(DirectoryAction action) {
        return action instanceof ChangeMembership;
    }

    @Override
    public Decision apply(DirectoryCommand command, Instant now, DirectoryChanges changes) {
        ChangeMembership change = (ChangeMembership) command.action();
        if (change.roles().isEmpty() && change.kind() != ChangeMembership.Kind.LEAVE) {
            return Decision.rejected("roles_missing", "a membership has at least one role");
        }
        if (users.find(change.userId()) == null || !access.isVisible(command.caller(), change.userId())) {
            return Decision.rejected("user_not_found", "the user is not registered");
        }
        if (organizations.find(change.organizationId()) == null) {
            return Decision.organizationMissing(
                    "organization_not_found", "the organization is not registered", change.organizationId());
        }
        StoredMembership before = users.findMembership(change.organizationId(), change.userId());
        Membership after = after(change, before.membership());
        if (Objects.equals(before.membership(), after)) {
            return Decision.UNCHANGED;
        }
        StoredMembership stored = new StoredMembership(after, before.revision() + 1);
        users.saveMembership(change.organizationId(), change.userId(), stored, now);
        changes.add(
                command,
                now,
                change.organizationId() + "/" + change.userId(),
                before.membership(),
                after,
                stored.revision());
        return Decision.APPLIED;
    }

    private static @Nullable Membership after(ChangeMembership change, @Nullable Membership before) {
        Set<MembershipRole> roles = EnumSet.noneOf(MembershipRole.class);
        if (before != null) {
            roles.addAll(before.roles());
        }
        switch (change.kind()) {
            case SET -> {
                roles.clear();
                roles.addAll(change.roles());
            }
            case ADD -> roles.addAll(change.roles());
            case REMOVE -> roles.removeAll(change.roles());
            case LEAVE -> roles.clear();
        }
        return roles.isEmpty() ? null : new Membership(change.organizationId(), change.userId(), roles);
    }
}
