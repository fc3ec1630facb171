package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * The place of a report in the order of all reports of its system: by time of collection, then sequence, then id. Ids
 * compare as unsigned numbers, as PostgreSQL does.
 */
public record ReportKey(Instant collectedAt, long sequence, UUID reportId) implements Comparable<ReportKey> {

    private static final Comparator<UUID> UNSIGNED = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private static final Comparator<ReportKey> ORDER = Comparator.comparing(ReportKey::collectedAt)
            .thenComparingLong(ReportKey::sequence)
            .thenComparing(ReportKey::reportId, UNSIGNED);

    @Override
    public int compareTo(ReportKey other) {
        return ORDER.compare(this, other);
    }

    /** Whether this report is the newer one. */
    public boolean isAfter(ReportKey other) {
        return compareTo(other) > 0;
    }
}
