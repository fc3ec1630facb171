package dev.muster.assignmentservice.security;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated caller.
 *
 * @param subject its name, 1 to 256 characters, recorded as the actor of its changes
 * @param organizationId the organization it belongs to; null for none
 * @param platformAdministrator whether it has all permissions and access to everything
 * @param permissions its permissions; implied ones are added
 */
public record Caller(
        String subject, @Nullable String organizationId, boolean platformAdministrator, Set<Permission> permissions) {

    public Caller {
        permissions = Set.copyOf(Permission.withImplied(permissions));
    }

    public static Caller platformAdministrator(String subject, @Nullable String organizationId) {
        return new Caller(subject, organizationId, true, EnumSet.allOf(Permission.class));
    }

    /** Whether it has the permission. {@link Permission#MANAGE_USERS} includes {@link Permission#WRITE_USERS}. */
    public boolean hasPermission(Permission permission) {
        return platformAdministrator
                || permissions.contains(permission)
                || (permission == Permission.WRITE_USERS && permissions.contains(Permission.MANAGE_USERS));
    }
}
