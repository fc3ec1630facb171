package dev.muster.assignmentservice.ownership;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The organizations whose rebranding has changed and whose applications have yet to follow. Everything happens in the
 * caller's transaction.
 */
public interface RebrandingQueue {

    /**
     * A part of the applications of one organization to look at.
     *
     * @param cursor the last application that was looked at; empty at the beginning
     */
    record Item(long workId, String organizationId, String cursor) {}

    /** The oldest item that nobody else works at, locked; null when there is none. */
    @Nullable
    Item claim();

    /** The next ownerships of the item that inherit their rebranding, locked, in the order of their ids. */
    List<ApplicationOwnership> lockInheriting(Item item, int limit);

    /** Goes on behind the application the next time. */
    void advance(Item item, String cursor);

    /** The item is done. */
    void finish(Item item);
}
