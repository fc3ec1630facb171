package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import java.util.Set;

/** Changes a user's membership in an organization. A membership without roles ends. */
public record ChangeMembership(String userId, String organizationId, Kind kind, Set<MembershipRole> roles)
        implements DirectoryAction {

    /** How the roles change. */
    public enum Kind {
        /** To exactly the given ones. */
        SET,
        /** The given ones are added. */
        ADD,
        /** The given ones are removed. */
        REMOVE,
        /** The membership ends; {@code roles} is ignored. */
        LEAVE
    }

    public ChangeMembership {
        roles = Set.copyOf(roles);
    }

    public static ChangeMembership leave(String userId, String organizationId) {
        return new ChangeMembership(userId, organizationId, Kind.LEAVE, Set.of());
    }

    @Override
    public RequiredAccess requiredAccess() {
        return RequiredAccess.forOrganizations(Permission.MANAGE_USERS, organizationId);
    }

    @Override
    public String subjectId() {
        return userId;
    }
}
