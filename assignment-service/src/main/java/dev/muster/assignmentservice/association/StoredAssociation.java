package dev.muster.assignmentservice.association;

import org.jspecify.annotations.Nullable;

/**
 * An association as it is kept, also when it ended: its revision goes on when the application comes back.
 *
 * @param association null when it ended
 * @param revision rises by one with each change, without gaps, from 1
 */
public record StoredAssociation(@Nullable Association association, long revision) {

    /** What there is before an application was associated for the first time. */
    static final StoredAssociation NONE = new StoredAssociation(null, 0);
}
