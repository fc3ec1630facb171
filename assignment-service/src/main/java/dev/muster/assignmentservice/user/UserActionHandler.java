package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.Decision;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryActionHandler;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.user.ChangeUser.DefaultSpace;
import dev.muster.assignmentservice.user.UserStore.StoredMembership;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Registers, changes and removes users. */
public final class UserActionHandler implements DirectoryActionHandler {

    private final UserStore users;
    private final OrganizationStore organizations;
    private final UserAccess access;

    public UserActionHandler(UserStore users, OrganizationStore organizations, AccessScope accessScope) {
        this.users = users;
        this.organizations = organizations;
        access = new UserAccess(users, accessScope);
    }

    @Override
    public boolean handles(DirectoryAction action) {
        return action instanceof RegisterUser || action instanceof ChangeUser || action instanceof RemoveUser;
    }

    @Override
    public Decision apply(DirectoryCommand command, Instant now, DirectoryChanges changes) {
        if (command.action() instanceof RegisterUser registration) {
            return register(command, registration, now, changes);
        }
        StoredUser existing = users.find(command.subjectId());
        Decision rejection = reject(command, existing);
        if (existing == null || rejection != null) {
            return Objects.requireNonNull(rejection);
        }
        return command.action() instanceof ChangeUser change
                ? change(command, change, existing, now, changes)
                : remove(command, existing, now, changes);
    }

    private Decision register(
            DirectoryCommand command, RegisterUser registration, Instant now, DirectoryChanges changes) {
        User requested = registration.user();
        if (!UserIds.isValid(requested.userId())) {
            return Decision.rejected("user_id_invalid", "a user's id has " + UserIds.RULE);
        }
        StoredUser existing = users.find(requested.userId());
        if (existing != null) {
            return existing.user().equals(requested)
                    ? Decision.UNCHANGED
                    : Decision.rejected("user_exists", "the user is registered with other attributes");
        }
        String home = requested.homeOrganizationId();
        if (home != null && organizations.find(home) == null) {
            return Decision.organizationMissing(
                    "organization_not_found", "the user's home organization is not registered", home);
        }
        long revision = users.lastRevision(requested.userId()) + 1;
        users.insert(new StoredUser(requested, registration.defaultSpaceId(), revision, now, now));
        changes.add(command, now, requested.userId(), null, requested, revision);
        return Decision.APPLIED;
    }

    /** The rejection of a change or removal; null when it is allowed. */
    private @Nullable Decision reject(DirectoryCommand command, @Nullable StoredUser existing) {
        if (existing == null || !access.isVisible(command.caller(), command.subjectId())) {
            return Decision.rejected("user_not_found", "the user is not registered");
        }
        return access.isAdministeredBy(command.caller(), existing.user())
                ? null
                : Decision.rejected("access_denied", "the caller does not administer the user");
    }

    /** The default space is not part of events: a change of it alone has no revision. */
    private Decision change(
            DirectoryCommand command, ChangeUser change, StoredUser before, Instant now, DirectoryChanges changes) {
        User user = before.user();
        DefaultSpace space = change.defaultSpace();
        User after = new User(
                user.userId(),
                user.homeOrganizationId(),
                change.admin() == null ? user.admin() : change.admin(),
                user.active());
        String spaceAfter = space == null ? before.defaultSpaceId() : space.spaceId();
        boolean changesUser = !after.equals(user);
        if (!changesUser && Objects.equals(spaceAfter, before.defaultSpaceId())) {
            return Decision.UNCHANGED;
        }
        long revision = before.revision() + (changesUser ? 1 : 0);
        users.update(new StoredUser(after, spaceAfter, revision, before.createdAt(), now), before.revision());
        if (changesUser) {
            changes.add(command, now, user.userId(), user, after, revision);
        }
        return Decision.APPLIED;
    }

    private Decision remove(DirectoryCommand command, StoredUser user, Instant now, DirectoryChanges changes) {
        String userId = user.user().userId();
        for (StoredMembership membership : users.membershipsOf(userId)) {
            Membership before = Objects.requireNonNull(membership.membership());
            StoredMembership ended = new StoredMembership(null, membership.revision() + 1);
            users.saveMembership(before.organizationId(), userId, ended, now);
            changes.add(command, now, before.organizationId() + "/" + userId, before, null, ended.revision());
        }
        long revision = user.revision() + 1;
        users.remove(userId, revision, now);
        changes.add(command, now, userId, user.user(), null, revision);
        return Decision.APPLIED;
    }
}
