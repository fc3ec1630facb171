package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What callers may do with users. Without a caller to check, everything is allowed. */
public final class UserAccess {

    private final UserStore users;
    private final AccessScope accessScope;

    public UserAccess(UserStore users, AccessScope accessScope) {
        this.users = users;
        this.accessScope = accessScope;
    }

    /** Whether the user's home, or an organization that it is a member of, is in the caller's access scope. */
    public boolean isVisible(@Nullable Caller caller, String userId) {
        Collection<String> limits = caller == null ? null : accessScope.organizationIds(caller);
        return limits == null || users.belongsToAny(userId, limits);
    }

    /**
     * Whether the caller may change and remove the user: its home is in the caller's access scope. Only platform
     * administrators administer users without a home and administrators.
     */
    public boolean isAdministeredBy(@Nullable Caller caller, User user) {
        return caller == null
                || caller.platformAdministrator()
                || (!user.admin()
                        && user.homeOrganizationId() != null
                        && accessScope.includes(caller, user.homeOrganizationId()));
    }
}
