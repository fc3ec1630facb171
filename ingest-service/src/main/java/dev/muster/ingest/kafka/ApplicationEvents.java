package dev.muster.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingest.inventory.ApplicationChange;
import dev.muster.ingest.inventory.ApplicationRecord;
import dev.muster.ingest.inventory.Attributes;
import dev.muster.ingest.inventory.Cause;
import dev.muster.ingest.inventory.ChangePublisher;
import dev.muster.inventory.ApplicationCause;
import dev.muster.inventory.ApplicationCauseKind;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.ApplicationState;
import dev.muster.inventory.SourcePosition;
import dev.muster.outbox.OutboxMessage;
import dev.muster.outbox.OutboxWriter;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Puts changes of applications into the outbox, as events on inventory.applications. */
final class ApplicationEvents implements ChangePublisher {

    private static final List<String> ALL_FIELDS = ApplicationState.getClassSchema().getFields().stream()
            .map(Schema.Field::name)
            .toList();

    private final SingleObjectCodec<ApplicationEvent> codec = SingleObjectCodec.of(ApplicationEvent.class);
    private final OutboxWriter outbox;
    private final Clock clock;

    ApplicationEvents(OutboxWriter outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void changed(List<ApplicationChange> changes) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        outbox.append(changes.stream()
                .map(change -> new OutboxMessage(
                        Topics.INVENTORY_APPLICATIONS,
                        change.applicationId().getBytes(UTF_8),
                        codec.encode(eventOf(change, now))))
                .toList());
    }

    @Override
    public void purged(List<String> applicationIds) {
        outbox.append(applicationIds.stream()
                .map(id -> new OutboxMessage(Topics.INVENTORY_APPLICATIONS, id.getBytes(UTF_8), null))
                .toList());
    }

    private static ApplicationEvent eventOf(ApplicationChange change, Instant now) {
        ApplicationRecord before = change.before();
        ApplicationState stateBefore = before == null ? null : stateOf(change.systemId(), before);
        ApplicationState stateAfter = stateOf(change.systemId(), change.after());
        return new ApplicationEvent(
                change.applicationId(),
                change.after().revision(),
                dev.muster.inventory.ApplicationChange.valueOf(change.kind().name()),
                fieldsThatDiffer(stateBefore, stateAfter),
                stateBefore,
                stateAfter,
                causeOf(change.cause()),
                now);
    }

    private static List<String> fieldsThatDiffer(@Nullable ApplicationState before, ApplicationState after) {
        if (before == null) {
            return ALL_FIELDS;
        }
        List<String> names = new ArrayList<>();
        for (Schema.Field field : after.getSchema().getFields()) {
            if (!Objects.equals(before.get(field.pos()), after.get(field.pos()))) {
                names.add(field.name());
            }
        }
        return names;
    }

    private static ApplicationState stateOf(String systemId, ApplicationRecord record) {
        Attributes attributes = record.attributes();
        return new ApplicationState(
                systemId,
                record.moduleId(),
                attributes.instanceOf(),
                attributes.name(),
                attributes.source(),
                attributes.displayName(),
                attributes.version(),
                attributes.nodeId(),
                attributes.nodeLabel(),
                attributes.url(),
                attributes.userFacing(),
                attributes.inventoryData(),
                attributes.backupData(),
                attributes.servicesData(),
                record.firstSeenAt(),
                record.lastSeen().collectedAt(),
                record.deletedAt());
    }

    private static ApplicationCause causeOf(Cause cause) {
        return new ApplicationCause(
                ApplicationCauseKind.valueOf(cause.kind().name()),
                cause.id(),
                cause.actor(),
                cause.collectedAt(),
                new SourcePosition(
                        cause.position().topic(),
                        cause.position().partition(),
                        cause.position().offset()));
    }
}
