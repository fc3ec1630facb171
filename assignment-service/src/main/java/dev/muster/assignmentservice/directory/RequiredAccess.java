package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.security.Permission;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The access that the caller of a directory command needs.
 *
 * @param administrator whether the caller must be a platform administrator
 * @param organizationIds the organizations that must be in the caller's access scope, and {@code applicationIds} the
 *     applications; unknown ones are ignored, because the action fails without them
 * @param systemId the system whose owner must be in the access scope; a system without owner needs a platform administrator
 */
public record RequiredAccess(
        Permission permission,
        boolean administrator,
        Set<String> organizationIds,
        Set<String> applicationIds,
        @Nullable String systemId) {

    public RequiredAccess {
        organizationIds = Set.copyOf(organizationIds);
        applicationIds = Set.copyOf(applicationIds);
    }

    public static RequiredAccess administrator(Permission permission) {
        return new RequiredAccess(permission, true, Set.of(), Set.of(), null);
    }

    /** Requires the permission and the organizations in the access scope; nulls are ignored. */
    public static RequiredAccess forOrganizations(Permission permission, @Nullable String... organizationIds) {
        return new RequiredAccess(
                permission,
                false,
                Stream.of(organizationIds).filter(Objects::nonNull).collect(Collectors.toSet()),
                Set.of(),
                null);
    }

    /** Also requires the applications in the access scope. */
    public RequiredAccess andApplications(Set<String> ids) {
        return new RequiredAccess(permission, administrator, organizationIds, ids, systemId);
    }

    /** Also requires the system's owner in the access scope. */
    public RequiredAccess andSystem(String id) {
        return new RequiredAccess(permission, administrator, organizationIds, applicationIds, id);
    }
}
