package dev.muster.ingest.inventory;

/** One application of a report. */
public record ReportedApplication(String moduleId, Attributes attributes) {}
