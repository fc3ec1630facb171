package dev.muster.ingestservice.report;

import java.time.Instant;

/**
 * Time range of the late snapshots of one system: the snapshots to be merged that are older than its newest. An
 * application that was removed after the first of them, and last seen no later than the last of them, may be changed
 * although none of them names it: one of them may be the first snapshot that lacks it. Applications that were removed
 * before the range or seen after it stay as they are.
 *
 * @param first collection time of the oldest of them
 * @param last collection time of the newest of them
 */
public record LateSnapshots(Instant first, Instant last) {}
