package dev.muster.assignmentservice.directory;

import java.util.List;

/**
 * A page of a list.
 *
 * @param total number of items in the whole list
 */
public record Page<T>(List<T> items, long total) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The requested page of a list that is sorted by creation time, then id.
     *
     * @param newestFirst whether the order is reversed
     * @param offset number of items before the page, from 0
     * @param limit maximum number of items, from 1
     */
    public record PageRequest(boolean newestFirst, long offset, int limit) {}
}
