package dev.muster.messaging.consumer;

import dev.muster.messaging.database.AfterCommit;
import dev.muster.messaging.outbox.OutboxWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Writes dead letters to the outbox in the caller's transaction, and counts them when it has committed. */
public final class DeadLetterWriter {

    private final OutboxWriter outbox;
    private final MeterRegistry registry;
    private final Clock clock;

    public DeadLetterWriter(OutboxWriter outbox, MeterRegistry registry, Clock clock) {
        this.outbox = outbox;
        this.registry = registry;
        this.clock = clock;
    }

    /** Appends letters; none is fine. */
    public void append(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        outbox.append(letters.stream().map(letter -> letter.toMessage(now)).toList());
        AfterCommit.run(() -> letters.forEach(this::count));
    }

    private void count(DeadLetter letter) {
        DeadLetterCounters.of(registry, letter.record().topic(), letter.reason())
                .increment();
    }
}
