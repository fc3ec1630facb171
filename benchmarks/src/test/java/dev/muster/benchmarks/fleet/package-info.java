/** Tests. */
@NullMarked
package dev.muster.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
