package dev.muster.assignment.applications;

import dev.muster.assignment.access.ApplicationPlace;
import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.Reach;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Which applications a caller sees: those that it reaches. */
public final class Visibility {

    private final Reach reach;
    private final ApplicationCatalog catalog;

    /** Decides by the reach of callers. */
    public Visibility(Reach reach, ApplicationCatalog catalog) {
        this.reach = reach;
        this.catalog = catalog;
    }

    /** What lists are limited to; null when to nothing. */
    public @Nullable Within of(Caller caller) {
        Collection<String> organizations = reach.limits(caller);
        return organizations == null ? null : new Within(organizations, catalog.systemsOf(organizations));
    }

    /** The application, a removed one too; null when there is none or the caller does not reach it. */
    public @Nullable Application find(Caller caller, String applicationId) {
        return sees(caller, applicationId) ? catalog.find(applicationId) : null;
    }

    /** Whether the application is known and within reach. */
    public boolean sees(Caller caller, String applicationId) {
        ApplicationPlace place = reach.find(applicationId);
        return place != null && reach.reaches(caller, place);
    }
}
