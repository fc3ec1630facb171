package dev.muster.ingestservice.report;

/** Learns what changes about systems. */
public interface SystemTracker {

    /** Publishes what the changes mean. Call it in their transaction, while it holds the locks of their systems. */
    void onChanges(SystemChanges changes);
}
