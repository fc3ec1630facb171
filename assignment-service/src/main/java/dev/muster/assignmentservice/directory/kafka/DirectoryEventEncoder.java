package dev.muster.assignmentservice.directory.kafka;

import dev.muster.assignmentservice.directory.DirectoryChange;
import dev.muster.messaging.outbox.OutboxMessage;

/** Encodes one type of changes as messages of its topic. */
public interface DirectoryEventEncoder<C extends DirectoryChange> {

    Class<C> changeType();

    OutboxMessage encode(C change);
}
