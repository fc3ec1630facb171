package dev.muster.assignmentservice.application;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of the details of an application. Absent fields do not change.
 *
 * @param displayName 1 to 128 characters; null for the reported one
 * @param url an http or https URL of at most 2,048 characters; null for the reported one
 * @param notes at most 2,000 characters; null for none
 */
public record DetailsChange(FieldChange displayName, FieldChange url, FieldChange notes) {

    /** A field of the change: absent, or given with a value that may be null. */
    public record FieldChange(boolean isGiven, @Nullable String value) {

        public static final FieldChange ABSENT = new FieldChange(false, null);

        public static FieldChange of(@Nullable String value) {
            return new FieldChange(true, value);
        }

        /** Absent if the value is the one that is shown now: what inventory reports does not become a person's edit. */
        FieldChange unless(@Nullable String shown) {
            return isGiven && Objects.equals(value, shown) ? ABSENT : this;
        }

        @Nullable
        String or(@Nullable String present) {
            return isGiven ? value : present;
        }
    }

    /** The change without the name and the URL that the application shows now, and without the notes that it hides. */
    public DetailsChange unless(Application shown) {
        return new DetailsChange(
                displayName.unless(shown.displayName()),
                url.unless(shown.url()),
                shown.ownerHidden() ? notes.unless(null) : notes);
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
