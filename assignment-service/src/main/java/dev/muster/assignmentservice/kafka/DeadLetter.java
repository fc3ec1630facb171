package dev.muster.assignmentservice.kafka;

import dev.muster.assignmentservice.directory.ReceivedRecord;

/** A record that is wrong in itself, and why. */
public record DeadLetter(ReceivedRecord record, String reason, String message) {}
