package dev.muster.assignment.kafka;

import dev.muster.inbox.DeadLetters;
import dev.muster.outbox.OutboxMessage;
import dev.muster.outbox.OutboxWriter;
import java.time.Clock;
import java.util.List;

/** Puts records aside in the caller's transaction, and counts them. */
final class DeadLetterWriter {

    private final OutboxWriter outbox;
    private final CommandMeters meters;
    private final Clock clock;

    DeadLetterWriter(OutboxWriter outbox, CommandMeters meters, Clock clock) {
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    void append(List<DeadLetter> letters) {
        outbox.append(letters.stream().map(this::message).toList());
        letters.forEach(letter -> meters.deadLetter(letter.record().topic(), letter.reason()));
    }

    private OutboxMessage message(DeadLetter letter) {
        return DeadLetters.of(
                ReceivedRecords.toConsumerRecord(letter.record()), letter.reason(), letter.message(), clock.instant());
    }
}
