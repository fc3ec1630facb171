package dev.muster.ingestservice.report;

/** One application of a report. */
public record ReportedApplication(String moduleId, ReportedAttributes attributes) {}
