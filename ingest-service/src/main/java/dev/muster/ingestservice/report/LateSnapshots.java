package dev.muster.ingestservice.report;

import java.time.Instant;

/**
 * Of one system, the snapshots among those to be merged that are older than its newest. An application that was removed
 * between the first and the last of them, or behind them but last seen before, matters although none of them names it:
 * one of them may be the first that lacks it. What was removed before them stays as it is, and so does what was seen
 * after them.
 *
 * @param first when the oldest of them was collected
 * @param last when the newest of them was collected
 */
public record LateSnapshots(Instant first, Instant last) {}
