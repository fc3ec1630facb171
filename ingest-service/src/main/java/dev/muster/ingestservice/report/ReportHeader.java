package dev.muster.ingestservice.report;

import org.jspecify.annotations.Nullable;

/**
 * Header of a report.
 *
 * @param snapshot true for a snapshot, false for a partial report
 * @param receiptRequested whether the sender requests a receipt
 * @param nextReportWithinS in how many seconds the next report comes; null if it does not say
 */
public record ReportHeader(
        String systemId,
        ReportKey key,
        String collector,
        boolean snapshot,
        boolean receiptRequested,
        @Nullable Integer nextReportWithinS) {}
