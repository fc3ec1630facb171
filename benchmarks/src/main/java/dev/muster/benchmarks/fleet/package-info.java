/** The data of the benchmarks: simulated systems, their reports step by step, and the expected tables. */
@NullMarked
package dev.muster.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
