/** {@code ./muster bench}: measures Muster, its peers and the limit of the hardware. */
@NullMarked
package dev.muster.benchmarks;

import org.jspecify.annotations.NullMarked;
