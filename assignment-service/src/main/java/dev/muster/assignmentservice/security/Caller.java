package dev.muster.assignmentservice.security;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, after its credentials were found good.
 *
 * @param subject its name, 1 to 256 characters: the actor of what it changes
 * @param organizationId the organization it belongs to; null when to none
 * @param platformAdministrator whether it may do everything, everywhere
 * @param permissions what it may do otherwise; those that they imply are added
 */
public record Caller(
        String subject, @Nullable String organizationId, boolean platformAdministrator, Set<Permission> permissions) {

    public Caller {
        permissions = Set.copyOf(Permission.withImplied(permissions));
    }

    /** A caller that may do everything, everywhere. */
    public static Caller platformAdministrator(String subject, @Nullable String organizationId) {
        return new Caller(subject, organizationId, true, EnumSet.allOf(Permission.class));
    }

    /** Whether it has the permission; whoever may manage users may also write about them. */
    public boolean may(Permission permission) {
        return platformAdministrator
                || permissions.contains(permission)
                || (permission == Permission.WRITE_USERS && permissions.contains(Permission.MANAGE_USERS));
    }
}
