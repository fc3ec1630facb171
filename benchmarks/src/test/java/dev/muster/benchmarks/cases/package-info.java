/** Tests. */
@NullMarked
package dev.muster.benchmarks.cases;

import org.jspecify.annotations.NullMarked;
