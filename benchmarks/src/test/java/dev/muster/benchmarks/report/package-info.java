/** Tests. */
@NullMarked
package dev.muster.benchmarks.report;

import org.jspecify.annotations.NullMarked;
