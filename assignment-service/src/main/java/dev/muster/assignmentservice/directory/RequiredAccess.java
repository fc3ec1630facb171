package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.security.Permission;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a directory command has to have.
 *
 * @param administrator whether only platform administrators may do it
 * @param organizationIds the organizations that have to be within reach, and {@code applicationIds} the applications;
 *     those that are not there do not count: without them nothing is done
 * @param systemId the system whose owner has to be within reach; one that nobody owns is for platform administrators
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

    /** A platform administrator. */
    public static RequiredAccess administrator(Permission permission) {
        return new RequiredAccess(permission, true, Set.of(), Set.of(), null);
    }

    /** The permission, and the organizations within reach; null stands for none. */
    public static RequiredAccess reach(Permission permission, @Nullable String... organizationIds) {
        return new RequiredAccess(
                permission,
                false,
                Stream.of(organizationIds).filter(Objects::nonNull).collect(Collectors.toSet()),
                Set.of(),
                null);
    }

    /** The same, and the applications within reach. */
    public RequiredAccess andApplications(Set<String> ids) {
        return new RequiredAccess(permission, administrator, organizationIds, ids, systemId);
    }

    /** The same, and the system's owner within reach. */
    public RequiredAccess andSystem(String id) {
        return new RequiredAccess(permission, administrator, organizationIds, applicationIds, id);
    }
}
