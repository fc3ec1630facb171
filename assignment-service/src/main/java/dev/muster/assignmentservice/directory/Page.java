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
}
