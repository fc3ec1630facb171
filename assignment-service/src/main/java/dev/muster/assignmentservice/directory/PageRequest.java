package dev.muster.assignmentservice.directory;

/**
 * Which part of a list is asked for, in the order of creation, then of ids.
 *
 * @param newestFirst the other way round
 * @param offset how many are left out before it, from 0
 * @param limit how many it has at the most, from 1
 */
public record PageRequest(boolean newestFirst, long offset, int limit) {}
