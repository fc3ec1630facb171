package dev.muster.ingestservice.freshness.kafka;

import dev.muster.ingestservice.freshness.kafka.HeartbeatHandler.Heartbeat;
import dev.muster.messaging.consumer.TransactionalBatchListener;
import dev.muster.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Receives the polls of inventory.heartbeats. {@link HeartbeatHandler} processes them. */
public final class HeartbeatListener {

    public static final String ID = "inventory-heartbeats";
    public static final String GROUP = "muster-" + ID;

    private final TransactionalBatchListener<Heartbeat> heartbeats;

    public HeartbeatListener(TransactionalBatchListener<Heartbeat> heartbeats) {
        this.heartbeats = heartbeats;
    }

    @KafkaListener(
            id = ID,
            groupId = GROUP,
            topics = Topics.INVENTORY_HEARTBEATS,
            properties = "max.poll.records=${muster.reports.max-poll-records}")
    void onPoll(List<ConsumerRecord<byte[], byte[]>> records) {
        heartbeats.onMessage(records);
    }
}
