package dev.muster.ingestservice.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stored record of one application.
 *
 * @param firstSeenAt the earliest collected_at of the reports that have it
 * @param lastSeen the newest report that has it; the attributes come from there
 * @param deletedAt the time of the first newer snapshot that lacks it; null while it is present
 * @param revision number of published changes, 0 before the first
 * @param incarnation 1, incremented with each return after a removal
 */
public record ApplicationRecord(
        String moduleId,
        ReportedAttributes attributes,
        Instant firstSeenAt,
        ReportKey lastSeen,
        @Nullable Instant deletedAt,
        long revision,
        int incarnation) {

    public boolean isPresent() {
        return deletedAt == null;
    }

    /** Its share of the size of its system, in bytes. */
    int presentSize() {
        return isPresent() ? attributes.size() : 0;
    }

    ApplicationRecord lastSeenIn(ReportKey key) {
        return new ApplicationRecord(moduleId, attributes, firstSeenAt, key, deletedAt, revision, incarnation);
    }

    ApplicationRecord deletedAt(Instant time) {
        return new ApplicationRecord(moduleId, attributes, firstSeenAt, lastSeen, time, revision, incarnation);
    }

    ApplicationRecord next(boolean returned) {
        return new ApplicationRecord(
                moduleId,
                attributes,
                firstSeenAt,
                lastSeen,
                deletedAt,
                revision + 1,
                returned ? incarnation + 1 : incarnation);
    }
}
