package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * Sort key of a report among the reports of its system: by collection time, then sequence, then id. Ids are compared as
 * unsigned numbers, as in PostgreSQL.
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

    public boolean isAfter(ReportKey other) {
        return compareTo(other) > 0;
    }
}
