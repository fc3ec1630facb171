package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.ApplicationOwner;
import dev.muster.assignmentservice.security.Caller;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Determines which applications a caller may see, those in its access scope, and what of them: who sees an application only
 * because its system is in the scope sees neither the owner nor the owner's notes.
 */
public final class Visibility {

    private final AccessScope accessScope;
    private final ApplicationCatalog catalog;

    public Visibility(AccessScope accessScope, ApplicationCatalog catalog) {
        this.accessScope = accessScope;
        this.catalog = catalog;
    }

    /** The filter of lists; null for no limit. */
    public @Nullable ScopeFilter scopeOf(Caller caller) {
        Collection<String> organizations = accessScope.organizationIds(caller);
        return organizations == null ? null : new ScopeFilter(organizations, catalog.systemsOf(organizations));
    }

    /** The ids of an organization and of all below it, in the scope of a caller or not. */
    public Collection<String> subtree(String organizationId) {
        return accessScope.subtree(organizationId);
    }

    /** The application, even if removed; null when there is none or the caller may not see it. */
    public @Nullable Application find(Caller caller, String applicationId) {
        return isVisible(caller, applicationId) ? findWritten(caller, applicationId) : null;
    }

    /** The application as the caller may see it, after a write that may have ended the caller's access. */
    public @Nullable Application findWritten(Caller caller, String applicationId) {
        Application found = catalog.find(applicationId);
        return found == null
                        || found.owner() == null
                        || accessScope.includes(caller, found.owner().organizationId())
                ? found
                : found.withoutOwner();
    }

    /** The applications as a caller with the scope may see them; null for no limit. */
    public List<Application> shown(@Nullable ScopeFilter scope, List<Application> applications) {
        if (scope == null) {
            return applications;
        }
        Set<String> known = new HashSet<>(scope.organizationIds());
        return applications.stream()
                .map(one ->
                        one.owner() == null || known.contains(one.owner().organizationId()) ? one : one.withoutOwner())
                .toList();
    }

    /** Whether the caller may know the owner of the application, or it has none. */
    boolean isOwnerVisible(Caller caller, String applicationId) {
        ApplicationOwner owner = accessScope.find(applicationId);
        return owner == null || owner.ownerId() == null || accessScope.includes(caller, owner.ownerId());
    }

    /** Whether the caller may know the organization. */
    public boolean isVisible(Caller caller, StoredOrganization organization) {
        return accessScope.includes(caller, organization.organization().organizationId());
    }

    /** Whether the application is known and the caller may see it. */
    public boolean isVisible(Caller caller, String applicationId) {
        ApplicationOwner owner = accessScope.find(applicationId);
        return owner != null && accessScope.includes(caller, owner);
    }
}
