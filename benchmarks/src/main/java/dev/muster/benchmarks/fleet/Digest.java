package dev.muster.benchmarks.fleet;

/**
 * What a table of applications comes down to: how many rows, how many of them removed, and a sum over every row's id,
 * version, {@code last_inventory_at} and whether it is removed. A single row that differs gives another sum.
 *
 * @param rows applications that are there, removed ones too
 * @param removed those that are marked as removed
 * @param sum of the first 32 bits of each row's MD5
 */
public record Digest(long rows, long removed, long sum) {}
