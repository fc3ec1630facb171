/** What decides commands, and how fast. */
@NullMarked
package dev.muster.benchmarks.commands;

import org.jspecify.annotations.NullMarked;
