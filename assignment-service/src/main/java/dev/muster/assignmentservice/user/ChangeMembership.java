package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import java.util.Set;

/** Changes a user's membership in an organization. Without any role left, the user leaves it. */
public record ChangeMembership(String userId, String organizationId, Kind kind, Set<MembershipRole> roles)
        implements DirectoryAction {

    /** How the roles change. */
    public enum Kind {
        /** To exactly the given ones. */
        SET,
        /** The given ones are added. */
        ADD,
        /** The given ones are taken away. */
        REMOVE,
        /** The user leaves; {@code roles} says nothing. */
        LEAVE
    }

    public ChangeMembership {
        roles = Set.copyOf(roles);
    }

    /** The user leaves the organization. */
    public static ChangeMembership leave(String userId, String organizationId) {
        return new ChangeMembership(userId, organizationId, Kind.LEAVE, Set.of());
    }

    @Override
    public RequiredAccess needs() {
        return RequiredAccess.reach(Permission.MANAGE_USERS, organizationId);
    }

    @Override
    public String subjectId() {
        return userId;
    }
}
