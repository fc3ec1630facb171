package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.ApplicationOwner;
import dev.muster.assignmentservice.security.Caller;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Which applications a caller sees: those that it reaches. */
public final class Visibility {

    private final AccessScope reach;
    private final ApplicationCatalog catalog;

    /** Decides by the reach of callers. */
    public Visibility(AccessScope reach, ApplicationCatalog catalog) {
        this.reach = reach;
        this.catalog = catalog;
    }

    /** What lists are limited to; null when to nothing. */
    public @Nullable ScopeFilter of(Caller caller) {
        Collection<String> organizations = reach.limits(caller);
        return organizations == null ? null : new ScopeFilter(organizations, catalog.systemsOf(organizations));
    }

    /** The application, a removed one too; null when there is none or the caller does not reach it. */
    public @Nullable Application find(Caller caller, String applicationId) {
        return sees(caller, applicationId) ? catalog.find(applicationId) : null;
    }

    /** Whether the application is known and within reach. */
    public boolean sees(Caller caller, String applicationId) {
        ApplicationOwner place = reach.find(applicationId);
        return place != null && reach.reaches(caller, place);
    }
}
