package dev.muster.ingestservice.report;

public record ReportedApplication(String moduleId, ReportedAttributes attributes) {}
