/** What runs in a child process as a peer of Muster: consumers as most people write them. */
@NullMarked
package dev.muster.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
