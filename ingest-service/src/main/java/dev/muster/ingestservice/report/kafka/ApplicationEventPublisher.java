package dev.muster.ingestservice.report.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingestservice.report.ApplicationChange;
import dev.muster.ingestservice.report.ChangePublisher;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Appends change events of applications to the outbox, for inventory.applications. */
public final class ApplicationEventPublisher implements ChangePublisher {

    private final ApplicationEventWriter writer = new ApplicationEventWriter();
    private final OutboxWriter outbox;
    private final Clock clock;

    public ApplicationEventPublisher(OutboxWriter outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Instant publishChanges(List<ApplicationChange> changes) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        outbox.append(changes.stream().map(change -> eventOf(change, now)).toList());
        return now;
    }

    @Override
    public void publishTombstones(List<String> applicationIds) {
        outbox.append(applicationIds.stream()
                .map(id -> new OutboxMessage(Topics.INVENTORY_APPLICATIONS, id.getBytes(UTF_8), null))
                .toList());
    }

    private OutboxMessage eventOf(ApplicationChange change, Instant now) {
        byte[] applicationId = change.applicationId().getBytes(UTF_8);
        return new OutboxMessage(
                Topics.INVENTORY_APPLICATIONS, applicationId, writer.encode(change, applicationId, now));
    }
}
