/** The systems under test, each behind the same interface. */
@NullMarked
package dev.muster.benchmarks.systems;

import org.jspecify.annotations.NullMarked;
