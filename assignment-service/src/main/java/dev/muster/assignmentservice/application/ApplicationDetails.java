package dev.muster.assignmentservice.application;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Details of an application that people maintain.
 *
 * @param displayName replaces the reported display name; null for the reported one
 * @param url replaces the reported URL; null for the reported one
 * @param notes null when there are none
 * @param revision rises by one with each change, without gaps; 0: never changed
 * @param changedAt the time of the last change, and {@code changedBy} its author; null when never changed
 */
public record ApplicationDetails(
        @Nullable String displayName,
        @Nullable String url,
        @Nullable String notes,
        long revision,
        @Nullable Instant changedAt,
        @Nullable String changedBy) {

    public static final ApplicationDetails NONE = new ApplicationDetails(null, null, null, 0, null, null);

    ApplicationDetails withoutNotes() {
        return new ApplicationDetails(displayName, url, null, revision, changedAt, changedBy);
    }

    boolean hasSameContent(ApplicationDetails other) {
        return Objects.equals(displayName, other.displayName)
                && Objects.equals(url, other.url)
                && Objects.equals(notes, other.notes);
    }
}
