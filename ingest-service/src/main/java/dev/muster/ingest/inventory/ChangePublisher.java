package dev.muster.ingest.inventory;

import java.util.List;

/** Where changes are told, in the caller's transaction: what it takes back is not told. */
public interface ChangePublisher {

    /** Tells of changes, those of one application in their order. */
    void changed(List<ApplicationChange> changes);

    /** Tells that the records of these applications are gone for good. */
    void purged(List<String> applicationIds);
}
