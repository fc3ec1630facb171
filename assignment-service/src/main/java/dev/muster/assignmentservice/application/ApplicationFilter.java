package dev.muster.assignmentservice.application;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on applications, all of which hold. Of several values of a condition one holds; an empty list matches any.
 *
 * @param search a part of the id, the name, the display name, the type or the system's name, whatever its case, accents and
 *     form ({@link dev.muster.assignmentservice.search.TextFolding})
 * @param versions versions; one of the form {@code type:version} also matches that version of that type
 * @param owners ids of owners, {@link #UNOWNED} for none; null matches any, an empty collection nothing
 * @param assigned whether it has an owner; null matches any
 * @param scope limits the result to what the caller may see; null for no limit
 */
public record ApplicationFilter(
        @Nullable String search,
        List<String> types,
        List<String> versions,
        List<String> systemIds,
        @Nullable Collection<String> owners,
        @Nullable Boolean assigned,
        @Nullable ScopeFilter scope) {

    /** The owner of applications that have none. */
    public static final String UNOWNED = "";

    /** All applications of the scope. */
    public static ApplicationFilter all(@Nullable ScopeFilter scope) {
        return new ApplicationFilter(null, List.of(), List.of(), List.of(), null, null, scope);
    }

    /** The conditions on single attributes only: matches a superset. */
    public ApplicationFilter attributes() {
        return new ApplicationFilter(null, types, versions, systemIds, owners, null, null);
    }

    /** The same conditions within a scope. */
    public ApplicationFilter within(@Nullable ScopeFilter limit) {
        return new ApplicationFilter(search, types, versions, systemIds, owners, assigned, limit);
    }

    /** The same conditions with these owners. */
    public ApplicationFilter ownedBy(@Nullable Collection<String> organizationIds) {
        return new ApplicationFilter(search, types, versions, systemIds, organizationIds, assigned, scope);
    }

    /** Applications that one of the organizations owns, or that belong to one of the systems. */
    public record ScopeFilter(Collection<String> organizationIds, Collection<String> systemIds) {}
}
