package dev.muster.assignmentservice.directory;

/**
 * The requested page of a list that is sorted by creation time, then id.
 *
 * @param newestFirst whether the order is reversed
 * @param offset number of items before the page, from 0
 * @param limit maximum number of items, from 1
 */
public record PageRequest(boolean newestFirst, long offset, int limit) {}
