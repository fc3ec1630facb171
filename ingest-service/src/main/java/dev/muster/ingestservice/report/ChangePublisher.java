package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.List;

/** Publishes changes in the caller's transaction: what is rolled back is not published. */
public interface ChangePublisher {

    /**
     * Publishes changes. The changes of one application keep their order.
     *
     * @return the recording time in the events, in whole microseconds
     */
    Instant publishChanges(List<ApplicationChange> changes);

    /** Publishes tombstones of applications whose records were purged. */
    void publishTombstones(List<String> applicationIds);
}
