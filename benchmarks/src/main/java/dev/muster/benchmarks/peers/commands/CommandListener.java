package dev.muster.benchmarks.peers.commands;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

/** Processes each command in its own transaction, then sends the outcome. */
@Component
class CommandListener {

    private final SingleObjectCodec<AssignmentCommand> commands = SingleObjectCodec.of(AssignmentCommand.class);
    private final SingleObjectCodec<CommandOutcome> outcomes = SingleObjectCodec.of(CommandOutcome.class);
    private final OwnershipTable owners;
    private final KafkaTemplate<Object, Object> kafka;
    private final String outcomeTopic;

    CommandListener(
            OwnershipTable owners,
            KafkaTemplate<Object, Object> kafka,
            @Value("${BENCH_OUTCOMES}") String outcomeTopic) {
        this.owners = owners;
        this.kafka = kafka;
        this.outcomeTopic = outcomeTopic;
    }

    @KafkaListener(topics = "${BENCH_TOPIC}")
    void onCommand(ConsumerRecord<String, byte[]> record) throws UnreadableValueException {
        CommandOutcome outcome = owners.decide(commands.decode(record.value()));
        CompletableFuture<SendResult<Object, Object>> unused =
                kafka.send(outcomeTopic, record.key(), outcomes.encode(outcome));
    }
}
