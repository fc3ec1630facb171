/** Typical consumers that run as child processes and are compared with Muster. */
@NullMarked
package dev.muster.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
