/** Tests. */
@NullMarked
package dev.muster.benchmarks.commands;

import org.jspecify.annotations.NullMarked;
