package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.Decision;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryActionHandler;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import java.time.Instant;

/** Registers users. */
public final class UserActionHandler implements DirectoryActionHandler {

    private final UserStore users;
    private final OrganizationStore organizations;

    public UserActionHandler(UserStore users, OrganizationStore organizations) {
        this.users = users;
        this.organizations = organizations;
    }

    @Override
    public boolean handles(DirectoryAction action) {
        return action instanceof RegisterUser;
    }

    @Override
    public Decision apply(DirectoryCommand command, Instant now, DirectoryChanges changes) {
        User requested = ((RegisterUser) command.action()).user();
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
        users.insert(new StoredUser(requested, 1, now, now));
        changes.add(command, now, requested.userId(), null, requested, 1);
        return Decision.APPLIED;
    }
}
