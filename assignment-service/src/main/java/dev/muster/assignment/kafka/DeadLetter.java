package dev.muster.assignment.kafka;

import dev.muster.assignment.directory.ReceivedRecord;

/** A record that is wrong in itself, and why. */
record DeadLetter(ReceivedRecord record, String reason, String message) {}
