package dev.muster.ingestservice.freshness;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Publishes events of systems in the caller's transaction, which has locked the systems. */
public interface SystemPublisher {

    /**
     * Publishes one event for each status.
     *
     * @param changes by system id
     */
    void publish(List<SystemStatus> statuses, Map<String, SystemStatus.Change> changes, Instant recordedAt);
}
