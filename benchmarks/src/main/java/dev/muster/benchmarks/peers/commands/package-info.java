/** The peer of the assignment service: one transaction per command. */
@NullMarked
package dev.muster.benchmarks.peers.commands;

import org.jspecify.annotations.NullMarked;
