package dev.muster.benchmarks.report;

/**
 * The median of Muster divided by that of another result; higher is better.
 *
 * @param benchmark the case of Muster
 * @param versus a system in the same case, or another case of Muster
 */
public record Ratio(String benchmark, String versus, double ratio) {}
