/** Broker, database and child processes shared by all systems under test. */
@NullMarked
package dev.muster.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
