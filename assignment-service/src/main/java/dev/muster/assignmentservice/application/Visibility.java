package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.ApplicationOwner;
import dev.muster.assignmentservice.security.Caller;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Determines which applications a caller may see: those in its access scope. */
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

    /** The application, even if removed; null when there is none or the caller may not see it. */
    public @Nullable Application find(Caller caller, String applicationId) {
        return isVisible(caller, applicationId) ? catalog.find(applicationId) : null;
    }

    /** Whether the application is known and the caller may see it. */
    public boolean isVisible(Caller caller, String applicationId) {
        ApplicationOwner owner = accessScope.find(applicationId);
        return owner != null && accessScope.includes(caller, owner);
    }
}
