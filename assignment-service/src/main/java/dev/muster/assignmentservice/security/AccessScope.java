package dev.muster.assignmentservice.security;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far callers reach: their own organization and what is below it; a platform administrator everywhere; a caller
 * without an organization nowhere.
 */
public final class AccessScope {

    private final OrganizationTree places;

    /** Decides by what is known of the tree there. */
    public AccessScope(OrganizationTree places) {
        this.places = places;
    }

    /** Whether the caller reaches the organization. One that is not registered is reached by nobody but administrators. */
    public boolean reaches(Caller caller, @Nullable String organizationId) {
        if (caller.platformAdministrator()) {
            return true;
        }
        String own = caller.organizationId();
        return own != null && organizationId != null && places.isAtOrBelow(organizationId, own);
    }

    /** Whether the caller reaches the application: its owner, or the owner of its system. */
    public boolean reaches(Caller caller, ApplicationOwner application) {
        return reaches(caller, application.ownerId()) || reaches(caller, application.systemOwnerId());
    }

    /** Whether inventory knows all of the applications and the caller reaches each of them. */
    public boolean reachesAll(Caller caller, Collection<String> applicationIds) {
        if (applicationIds.isEmpty()) {
            return true;
        }
        Collection<ApplicationOwner> found = places.findApplications(applicationIds);
        return found.size() == new HashSet<>(applicationIds).size() && reachesEach(caller, found);
    }

    /** Whether the caller reaches each of the applications that inventory knows. */
    public boolean reachesKnown(Caller caller, Collection<String> applicationIds) {
        return applicationIds.isEmpty() || reachesEach(caller, places.findApplications(applicationIds));
    }

    /** Asks once for the whole tree where it would else be asked about for each of them. */
    private boolean reachesEach(Caller caller, Collection<ApplicationOwner> found) {
        if (found.size() == 1) {
            return reaches(caller, found.iterator().next());
        }
        Collection<String> limits = limits(caller);
        if (limits == null) {
            return true;
        }
        Set<@Nullable String> reached = new HashSet<>(limits);
        return found.stream()
                .allMatch(place -> reached.contains(place.ownerId()) || reached.contains(place.systemOwnerId()));
    }

    /** Where the application stands; null when inventory does not know it. */
    public @Nullable ApplicationOwner find(String applicationId) {
        return places.findApplication(applicationId);
    }

    /** The organization of any of its keys, within reach or not; null when it is not registered. */
    public @Nullable OrganizationNode findOrganization(String key) {
        return places.findOrganization(key);
    }

    /** The organizations that lists are limited to; null when to none. */
    public @Nullable Collection<String> limits(Caller caller) {
        if (caller.platformAdministrator()) {
            return null;
        }
        String own = caller.organizationId();
        return own == null ? List.of() : places.atOrBelow(own);
    }
}
