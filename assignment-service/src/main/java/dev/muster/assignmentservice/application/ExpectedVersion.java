package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.Application.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The version of an application that a writer expects.
 *
 * @param versions one of them has to be the current one; null for any
 */
public record ExpectedVersion(@Nullable List<Version> versions) {

    public static final ExpectedVersion ANY = new ExpectedVersion(null);

    boolean accepts(Version current) {
        return versions == null || versions.contains(current);
    }

    /** Whether the details are as expected, whatever the ownership is. */
    boolean acceptsDetails(long revision) {
        return versions == null || versions.stream().anyMatch(one -> one.details() == revision);
    }

    /** The expected ownership revision of the command; null for any. */
    @Nullable
    Long ownershipRevision(Version current) {
        if (versions == null || versions.contains(current)) {
            return versions == null ? null : Long.valueOf(current.ownership());
        }
        return versions.stream()
                .filter(one -> one.details() == current.details())
                .map(Version::ownership)
                .findFirst()
                .orElseThrow();
    }
}
