package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.List;

/** Where changes are told, in the caller's transaction: what it takes back is not told. */
public interface ChangePublisher {

    /**
     * Tells of changes, those of one application in their order.
     *
     * @return the time that their events say they were recorded at, in whole microseconds
     */
    Instant changed(List<ApplicationChange> changes);

    /** Tells that the records of these applications are gone for good. */
    void purged(List<String> applicationIds);
}
