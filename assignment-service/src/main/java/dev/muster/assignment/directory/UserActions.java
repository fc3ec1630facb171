package dev.muster.assignment.directory;

import java.time.Instant;

/** Registers users. */
public final class UserActions implements DirectoryActions {

    private final UserStore users;
    private final OrganizationLookup organizations;

    /** Applies with the given stores. */
    public UserActions(UserStore users, OrganizationLookup organizations) {
        this.users = users;
        this.organizations = organizations;
    }

    @Override
    public boolean handles(DirectoryAction action) {
        return action instanceof RegisterUser;
    }

    @Override
    public Verdict apply(DirectoryCommand command, Instant now, DirectoryChanges changes) {
        User wanted = ((RegisterUser) command.action()).user();
        if (!UserIds.isValid(wanted.userId())) {
            return Verdict.rejected("user_id_invalid", "a user's id has " + UserIds.RULE);
        }
        KeptUser existing = users.find(wanted.userId());
        if (existing != null) {
            return existing.user().equals(wanted)
                    ? Verdict.UNCHANGED
                    : Verdict.rejected("user_exists", "the user is registered with other attributes");
        }
        String home = wanted.homeOrganizationId();
        if (home != null && organizations.find(home) == null) {
            return Verdict.organizationMissing(
                    "organization_not_found", "the user's home organization is not registered", home);
        }
        users.insert(new KeptUser(wanted, 1, now, now));
        changes.add(new UserChange(wanted, 1, command.commandId(), command.issuedBy(), now));
        return Verdict.APPLIED;
    }
}
