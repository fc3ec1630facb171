package dev.muster.assignmentservice.ownership;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue of organizations whose rebranding has changed and has to be propagated to their applications. Used in the
 * caller's transaction.
 */
public interface RebrandingQueue {

    /**
     * An organization to propagate.
     *
     * @param cursor the last application that was processed; empty at the beginning
     */
    record Item(long workId, String organizationId, String cursor) {}

    /** Locks the oldest item that no other transaction has locked; null when there is none. */
    @Nullable
    Item claim();

    /** Locks the next ownerships of the item that inherit their rebranding, in the order of their ids. */
    List<ApplicationOwnership> lockInheriting(Item item, int limit);

    /** Stores the cursor of the next step. */
    void advance(Item item, String cursor);

    /** Removes the item. */
    void finish(Item item);
}
