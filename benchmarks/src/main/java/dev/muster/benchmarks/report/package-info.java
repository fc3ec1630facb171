/** Results of a run: medians, ratios, table, file and chart. */
@NullMarked
package dev.muster.benchmarks.report;

import org.jspecify.annotations.NullMarked;
