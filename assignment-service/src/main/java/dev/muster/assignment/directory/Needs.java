package dev.muster.assignment.directory;

import dev.muster.assignment.access.Permission;
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
public record Needs(
        Permission permission,
        boolean administrator,
        Set<String> organizationIds,
        Set<String> applicationIds,
        @Nullable String systemId) {

    public Needs {
        organizationIds = Set.copyOf(organizationIds);
        applicationIds = Set.copyOf(applicationIds);
    }

    /** A platform administrator. */
    public static Needs administrator(Permission permission) {
        return new Needs(permission, true, Set.of(), Set.of(), null);
    }

    /** The permission, and the organizations within reach; null stands for none. */
    public static Needs reach(Permission permission, @Nullable String... organizationIds) {
        return new Needs(
                permission,
                false,
                Stream.of(organizationIds).filter(Objects::nonNull).collect(Collectors.toSet()),
                Set.of(),
                null);
    }

    /** The same, and the applications within reach. */
    public Needs andApplications(Set<String> ids) {
        return new Needs(permission, administrator, organizationIds, ids, systemId);
    }

    /** The same, and the system's owner within reach. */
    public Needs andSystem(String id) {
        return new Needs(permission, administrator, organizationIds, applicationIds, id);
    }
}
