/** The peer of the ingest service: a batch listener with upserts. */
@NullMarked
package dev.muster.benchmarks.peers.reports;

import org.jspecify.annotations.NullMarked;
