package dev.muster.ingestservice.freshness.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.freshness.SystemPublisher;
import dev.muster.ingestservice.freshness.SystemStatus;
import dev.muster.inventory.FreshnessState;
import dev.muster.inventory.InventorySystemChange;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Appends events of systems to the outbox, for inventory.systems. */
public final class SystemEventPublisher implements SystemPublisher {

    private final SingleObjectCodec<InventorySystemEvent> codec = SingleObjectCodec.of(InventorySystemEvent.class);
    private final OutboxWriter outbox;

    public SystemEventPublisher(OutboxWriter outbox) {
        this.outbox = outbox;
    }

    @Override
    public void publish(List<SystemStatus> statuses, Map<String, SystemStatus.Change> changes, Instant recordedAt) {
        outbox.append(statuses.stream()
                .map(status -> new OutboxMessage(
                        Topics.INVENTORY_SYSTEMS,
                        status.systemId().getBytes(UTF_8),
                        codec.encode(eventOf(status, requireNonNull(changes.get(status.systemId())), recordedAt))))
                .toList());
    }

    private static InventorySystemEvent eventOf(SystemStatus status, SystemStatus.Change change, Instant recordedAt) {
        return InventorySystemEvent.newBuilder()
                .setSystemId(status.systemId())
                .setRevision(status.revision())
                .setChange(
                        status.revision() == 1
                                ? InventorySystemChange.APPEARED
                                : InventorySystemChange.valueOf(change.name()))
                .setState(FreshnessState.valueOf(status.state().name()))
                .setStateSince(status.since())
                .setSightedAt(status.sightedAt())
                .setLastInventoryAt(status.lastInventoryAt())
                .setCollector(status.collector())
                .setApplications(status.applications())
                .setStaleAfterS(status.staleAfterS())
                .setMissingAfterS(status.missingAfterS())
                .setRecordedAt(recordedAt)
                .build();
    }
}
