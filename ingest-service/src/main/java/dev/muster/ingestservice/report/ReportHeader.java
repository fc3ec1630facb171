package dev.muster.ingestservice.report;

/**
 * What a report says before its applications.
 *
 * @param snapshot whether it speaks for the whole system
 * @param receiptWanted whether its sender asks what came of it
 */
public record ReportHeader(String systemId, ReportKey key, String collector, boolean snapshot, boolean receiptWanted) {}
