package dev.muster.assignmentservice.association;

import org.jspecify.annotations.Nullable;

/**
 * An association as stored. An ended one stays stored, so that its revision continues when the application comes back.
 *
 * @param association null when it ended
 * @param revision increases by one with each change, without gaps, from 1
 */
public record StoredAssociation(@Nullable Association association, long revision) {

    /** The state before the first association. */
    static final StoredAssociation NONE = new StoredAssociation(null, 0);
}
