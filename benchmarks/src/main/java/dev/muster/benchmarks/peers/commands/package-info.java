/** A peer of the assignment service: one transaction a command. */
@NullMarked
package dev.muster.benchmarks.peers.commands;

import org.jspecify.annotations.NullMarked;
