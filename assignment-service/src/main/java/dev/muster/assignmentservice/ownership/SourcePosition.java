package dev.muster.assignmentservice.ownership;

/** The position of a command in Kafka. */
public record SourcePosition(String topic, int partition, long offset) {}
