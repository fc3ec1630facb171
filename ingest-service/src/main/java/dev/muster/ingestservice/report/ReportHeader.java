package dev.muster.ingestservice.report;

/**
 * Header of a report.
 *
 * @param snapshot true for a snapshot, false for a partial report
 * @param receiptRequested whether the sender requests a receipt
 */
public record ReportHeader(
        String systemId, ReportKey key, String collector, boolean snapshot, boolean receiptRequested) {}
