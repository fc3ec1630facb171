package dev.muster.benchmarks.fleet;

/**
 * A checksum of a table of applications: the number of rows and of removed rows, and a sum over the id, version,
 * {@code last_inventory_at} and removal of every row.
 *
 * @param rows all applications, including removed ones
 * @param removed applications marked as removed
 * @param sum the sum of the first 32 bits of each row's MD5
 */
public record Digest(long rows, long removed, long sum) {}
