package dev.muster.assignmentservice.application;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people say about an application.
 *
 * @param displayName what it is called instead of what inventory calls it; null for what inventory says
 * @param url where it is instead of where inventory says; null for what inventory says
 * @param notes null when there are none
 * @param revision rises by one with each change, without gaps; 0: nothing was ever said
 * @param changedAt when, and {@code changedBy} who changed it last; null when nothing was ever said
 */
public record ApplicationDetails(
        @Nullable String displayName,
        @Nullable String url,
        @Nullable String notes,
        long revision,
        @Nullable Instant changedAt,
        @Nullable String changedBy) {

    /** Nothing was ever said. */
    public static final ApplicationDetails NONE = new ApplicationDetails(null, null, null, 0, null, null);

    boolean saysTheSameAs(ApplicationDetails other) {
        return Objects.equals(displayName, other.displayName)
                && Objects.equals(url, other.url)
                && Objects.equals(notes, other.notes);
    }
}
