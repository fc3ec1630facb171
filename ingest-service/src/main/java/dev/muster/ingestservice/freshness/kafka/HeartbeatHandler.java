package dev.muster.ingestservice.freshness.kafka;

import dev.muster.ingestservice.freshness.FreshnessTracker;
import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.ingestservice.report.kafka.SystemKeys;
import dev.muster.inventory.SystemHeartbeat;
import dev.muster.messaging.consumer.BatchHandler;
import dev.muster.messaging.consumer.DecodedRecord;
import dev.muster.messaging.consumer.RecordTime;
import dev.muster.messaging.database.AfterCommit;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Advances the signs of life of systems. Heartbeats of systems that have not reported yet have no effect, apart from the
 * metric.
 */
public final class HeartbeatHandler implements BatchHandler<HeartbeatHandler.Heartbeat> {

    /** A sign of life at the broker's time. */
    public record Heartbeat(String systemId, Instant receivedAt) {}

    private final SingleObjectCodec<SystemHeartbeat> codec = SingleObjectCodec.of(SystemHeartbeat.class);
    private final FreshnessTracker tracker;
    private final Clock clock;
    private final Counter known;
    private final Counter unknown;

    public HeartbeatHandler(FreshnessTracker tracker, MeterRegistry registry, Clock clock) {
        this.tracker = tracker;
        this.clock = clock;
        known = counter(registry, "known");
        unknown = counter(registry, "unknown");
    }

    private static Counter counter(MeterRegistry registry, String system) {
        return Counter.builder("muster.heartbeats")
                .description(
                        "Heartbeats, by whether their system has reported before; several of one in a poll are one")
                .tag("system", system)
                .register(registry);
    }

    @Override
    public DecodedRecord<Heartbeat> decode(ConsumerRecord<byte[], byte[]> record) {
        String problem = RecordTime.problem(record, clock.instant());
        if (problem != null) {
            return DecodedRecord.rejected(record, null, RecordTime.REASON, problem);
        }
        try {
            String systemId = codec.decode(record.value()).getSystemId();
            ReportRules.checkId("system_id", systemId);
            SystemKeys.check(record.key(), systemId);
            return DecodedRecord.valid(record, new Heartbeat(systemId, RecordTime.of(record)));
        } catch (UnreadableValueException e) {
            return DecodedRecord.rejected(record, null, e.reason().code(), e.getMessage());
        } catch (InvalidReportException e) {
            return DecodedRecord.rejected(record, null, e.reason(), e.getMessage());
        }
    }

    @Override
    public void handle(List<DecodedRecord<Heartbeat>> records) {
        Map<String, Instant> latest = new HashMap<>();
        for (DecodedRecord<Heartbeat> record : records) {
            Heartbeat heartbeat = record.validValue();
            latest.merge(heartbeat.systemId(), heartbeat.receivedAt(), (a, b) -> a.isAfter(b) ? a : b);
        }
        int sighted = tracker.sight(latest);
        AfterCommit.run(() -> {
            known.increment(sighted);
            unknown.increment(latest.size() - sighted);
        });
    }
}
