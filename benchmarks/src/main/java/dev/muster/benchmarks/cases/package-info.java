/** The benchmark cases. */
@NullMarked
package dev.muster.benchmarks.cases;

import org.jspecify.annotations.NullMarked;
