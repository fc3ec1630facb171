package dev.muster.ingest.inventory;

/** Where a record stood in Kafka. */
public record SourcePosition(String topic, int partition, long offset) {}
