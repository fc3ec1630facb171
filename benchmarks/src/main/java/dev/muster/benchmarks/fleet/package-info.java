/** The logical data of the benchmarks: what simulated systems report, step by step, and what should come of it. */
@NullMarked
package dev.muster.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
