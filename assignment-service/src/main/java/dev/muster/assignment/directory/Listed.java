package dev.muster.assignment.directory;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many the whole list has
 */
public record Listed<T>(List<T> items, long total) {

    public Listed {
        items = List.copyOf(items);
    }
}
