package dev.muster.ingestservice.report;

/** Position of a record in Kafka. */
public record SourcePosition(String topic, int partition, long offset) {}
