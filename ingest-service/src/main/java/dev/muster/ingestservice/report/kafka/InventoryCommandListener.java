package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.kafka.InventoryCommandHandler.Command;
import dev.muster.messaging.consumer.TransactionalBatchListener;
import dev.muster.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Receives the polls of inventory.commands. {@link InventoryCommandHandler} processes them. */
public final class InventoryCommandListener {

    public static final String ID = "inventory-commands";
    public static final String GROUP = "muster-" + ID;

    private final TransactionalBatchListener<Command> commands;

    public InventoryCommandListener(TransactionalBatchListener<Command> commands) {
        this.commands = commands;
    }

    @KafkaListener(id = ID, groupId = GROUP, topics = Topics.INVENTORY_COMMANDS)
    void onPoll(List<ConsumerRecord<byte[], byte[]>> records) {
        commands.onMessage(records);
    }
}
