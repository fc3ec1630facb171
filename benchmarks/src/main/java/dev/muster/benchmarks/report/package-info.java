/** What comes of a run: medians, ratios, the table, the file, the chart. */
@NullMarked
package dev.muster.benchmarks.report;

import org.jspecify.annotations.NullMarked;
