package dev.muster.benchmarks.report;

/**
 * How often Muster's median has that of something else in it; for both, more is better.
 *
 * @param benchmark the case of Muster
 * @param versus a system in the same case, or another case of Muster
 */
public record Ratio(String benchmark, String versus, double ratio) {}
