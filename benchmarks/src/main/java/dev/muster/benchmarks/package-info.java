/** {@code ./muster bench}: Muster, what a user would pick instead, and what the hardware allows, side by side. */
@NullMarked
package dev.muster.benchmarks;

import org.jspecify.annotations.NullMarked;
