package dev.muster.assignmentservice.kafka;

import dev.muster.messaging.consumer.DeadLetterRecords;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxWriter;
import java.time.Clock;
import java.util.List;

/** Writes dead letters to the outbox in the caller's transaction, without credentials, and counts them. */
public final class DeadLetterWriter {

    private final OutboxWriter outbox;
    private final CommandMetrics meters;
    private final Clock clock;

    public DeadLetterWriter(OutboxWriter outbox, CommandMetrics meters, Clock clock) {
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    public void append(List<DeadLetter> letters) {
        outbox.append(letters.stream().map(this::message).toList());
        letters.forEach(letter -> meters.deadLetter(letter.record().topic(), letter.reason()));
    }

    private OutboxMessage message(DeadLetter letter) {
        return DeadLetterRecords.of(letter.record(), letter.reason(), letter.message(), clock.instant());
    }
}
