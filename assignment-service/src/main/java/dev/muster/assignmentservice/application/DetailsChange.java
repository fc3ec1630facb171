package dev.muster.assignmentservice.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said about an application from now on. What is not given stays as it is.
 *
 * @param displayName 1 to 128 characters; null goes back to what inventory says
 * @param url an http or https URL of at most 2,048 characters; null goes back to what inventory says
 * @param notes at most 2,000 characters; null for none
 */
public record DetailsChange(Given displayName, Given url, Given notes) {

    /** A field of the change: absent, or given with a value that may be null. */
    public record Given(boolean isGiven, @Nullable String value) {

        /** The field was not there. */
        public static final Given ABSENT = new Given(false, null);

        /** The field was there. */
        public static Given of(@Nullable String value) {
            return new Given(true, value);
        }

        @Nullable
        String or(@Nullable String present) {
            return isGiven ? value : present;
        }
    }

    ApplicationDetails appliedTo(ApplicationDetails before, String actor, Instant now) {
        return new ApplicationDetails(
                displayName.or(before.displayName()),
                url.or(before.url()),
                notes.or(before.notes()),
                before.revision() + 1,
                now,
                actor);
    }
}
