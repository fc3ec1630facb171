package dev.muster.assignmentservice.ownership;

/** Where a command stood in Kafka. */
public record SourcePosition(String topic, int partition, long offset) {}
