/** Systems that process commands, and the measurement of their latency. */
@NullMarked
package dev.muster.benchmarks.commands;

import org.jspecify.annotations.NullMarked;
