package dev.muster.ingestservice.report;

/** Where a record stood in Kafka. */
public record SourcePosition(String topic, int partition, long offset) {}
