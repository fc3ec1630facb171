package dev.muster.ingestservice.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one application.
 *
 * @param firstSeenAt the earliest collected_at of a report that has it
 * @param lastSeen the newest report that has it; the attributes come from there
 * @param deletedAt the time of the first newer snapshot that lacks it; null while it is there
 * @param revision the number of changes published, 0 before the first
 * @param incarnation 1, and one more with each return after a removal
 */
public record ApplicationRecord(
        String moduleId,
        ReportedAttributes attributes,
        Instant firstSeenAt,
        ReportKey lastSeen,
        @Nullable Instant deletedAt,
        long revision,
        int incarnation) {

    /** Whether it is there. */
    public boolean present() {
        return deletedAt == null;
    }

    /** What it adds to the size of its system. */
    int presentSize() {
        return present() ? attributes.size() : 0;
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
