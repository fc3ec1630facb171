package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.Application.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which states of an application a writer believes in.
 *
 * @param versions one of them has to be the present one; null when any will do
 */
public record ExpectedVersion(@Nullable List<Version> versions) {

    /** Any state will do. */
    public static final ExpectedVersion ANY = new ExpectedVersion(null);

    boolean accepts(Version present) {
        return versions == null || versions.contains(present);
    }

    /** Whether the details are as expected, whatever the ownership is. */
    boolean acceptsDetails(long revision) {
        return versions == null || versions.stream().anyMatch(one -> one.details() == revision);
    }

    /** The ownership revision to expect of a command; null when any will do. */
    @Nullable
    Long ownershipRevision(Version present) {
        if (versions == null || versions.contains(present)) {
            return versions == null ? null : Long.valueOf(present.ownership());
        }
        return versions.stream()
                .filter(one -> one.details() == present.details())
                .map(Version::ownership)
                .findFirst()
                .orElseThrow();
    }
}
