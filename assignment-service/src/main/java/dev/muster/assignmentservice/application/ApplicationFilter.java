package dev.muster.assignmentservice.application;

import org.jspecify.annotations.Nullable;

/**
 * Which applications are asked for; null asks for any.
 *
 * @param search a part of the id, the name, the display name, the type or the system's name, whatever its case, accents and
 *     form ({@link dev.muster.assignmentservice.search.TextFolding})
 * @param organizationId the owner's id
 * @param assigned whether somebody owns it
 * @param within how far the caller reaches; null for everywhere
 */
public record ApplicationFilter(
        @Nullable String search,
        @Nullable String instanceOf,
        @Nullable String version,
        @Nullable String systemId,
        @Nullable String organizationId,
        @Nullable Boolean assigned,
        @Nullable ScopeFilter within) {

    /** Everything within reach. */
    public static ApplicationFilter all(@Nullable ScopeFilter within) {
        return new ApplicationFilter(null, null, null, null, null, null, within);
    }

    /** What of it is one value of an attribute each: everything that it asks for, and maybe more. */
    public ApplicationFilter attributes() {
        return new ApplicationFilter(null, instanceOf, version, systemId, organizationId, null, null);
    }
}
