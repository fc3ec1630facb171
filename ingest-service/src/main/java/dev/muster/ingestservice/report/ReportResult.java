package dev.muster.ingestservice.report;

import org.jspecify.annotations.Nullable;

/**
 * Result of one report.
 *
 * @param held number of removals that the brake holds back
 * @param late whether a newer snapshot of its system was received before
 * @param rejection set exactly when the status is REJECTED
 */
public record ReportResult(
        ReceivedReport report,
        Status status,
        int appeared,
        int changed,
        int removed,
        int returned,
        int held,
        boolean late,
        @Nullable InvalidReportException rejection) {

    /** The names are those of the receipt. */
    public enum Status {
        APPLIED,
        UNCHANGED,
        DUPLICATE,
        HELD,
        REJECTED
    }

    static ReportResult of(ReceivedReport report, Status status) {
        return new ReportResult(report, status, 0, 0, 0, 0, 0, false, null);
    }

    static ReportResult redundantLate(ReceivedReport report) {
        return new ReportResult(report, Status.UNCHANGED, 0, 0, 0, 0, 0, true, null);
    }

    public static ReportResult rejected(ReceivedReport report, InvalidReportException rejection) {
        return new ReportResult(report, Status.REJECTED, 0, 0, 0, 0, 0, false, rejection);
    }

    static ReportResult merged(ReceivedReport report, MergeResult merge) {
        Status status = Status.APPLIED;
        if (merge.held() > 0) {
            status = Status.HELD;
        } else if (merge.changes().isEmpty()) {
            status = Status.UNCHANGED;
        }
        return new ReportResult(
                report,
                status,
                merge.count(ApplicationChange.Kind.APPEARED),
                merge.count(ApplicationChange.Kind.CHANGED),
                merge.count(ApplicationChange.Kind.REMOVED),
                merge.count(ApplicationChange.Kind.RETURNED),
                merge.held(),
                merge.late(),
                null);
    }
}
