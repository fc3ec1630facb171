/** The systems under test, behind a common interface. */
@NullMarked
package dev.muster.benchmarks.systems;

import org.jspecify.annotations.NullMarked;
