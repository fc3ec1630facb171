package dev.muster.assignmentservice.application;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on applications; null matches any.
 *
 * @param search a part of the id, the name, the display name, the type or the system's name, whatever its case, accents and
 *     form ({@link dev.muster.assignmentservice.search.TextFolding})
 * @param organizationId the owner's id
 * @param assigned whether it has an owner
 * @param scope limits the result to what the caller may see; null for no limit
 */
public record ApplicationFilter(
        @Nullable String search,
        @Nullable String instanceOf,
        @Nullable String version,
        @Nullable String systemId,
        @Nullable String organizationId,
        @Nullable Boolean assigned,
        @Nullable ScopeFilter scope) {

    /** All applications of the scope. */
    public static ApplicationFilter all(@Nullable ScopeFilter scope) {
        return new ApplicationFilter(null, null, null, null, null, null, scope);
    }

    /** The conditions on single attributes only: matches a superset. */
    public ApplicationFilter attributes() {
        return new ApplicationFilter(null, instanceOf, version, systemId, organizationId, null, null);
    }

    /** Applications that one of the organizations owns, or that belong to one of the systems. */
    public record ScopeFilter(Collection<String> organizationIds, Collection<String> systemIds) {}
}
