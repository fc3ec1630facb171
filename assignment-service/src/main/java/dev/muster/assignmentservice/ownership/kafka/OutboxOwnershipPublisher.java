package dev.muster.assignmentservice.ownership.kafka;

import dev.muster.assignmentservice.kafka.CommandMetrics;
import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipPublisher;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Publishes outcomes on {@code assignment.outcomes} and changes on {@code assignment.ownerships}. */
public final class OutboxOwnershipPublisher implements OwnershipPublisher {

    private final OutboxWriter outbox;
    private final CommandMetrics metrics;
    private final OwnershipEventEncoder encoder = new OwnershipEventEncoder();

    public OutboxOwnershipPublisher(OutboxWriter outbox, CommandMetrics metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    @Override
    public void publishOutcomes(List<OwnershipChange> changes, List<Outcome> outcomes) {
        List<OutboxMessage> messages = new ArrayList<>(changes.size() + outcomes.size());
        changes.forEach(change -> messages.add(encoder.encode(change)));
        outcomes.forEach(outcome -> messages.add(encoder.encode(outcome)));
        outbox.append(messages);
        outcomes.stream()
                .collect(Collectors.groupingBy(Outcome::status, Collectors.summingInt(outcome -> 1)))
                .forEach((status, number) -> metrics.commands(status.name(), number));
    }

    @Override
    public void republishOutcomes(List<Outcome> outcomes) {
        outbox.append(outcomes.stream().map(encoder::encode).toList());
        if (!outcomes.isEmpty()) {
            metrics.commands(CommandMetrics.REPEATED, outcomes.size());
        }
    }

    @Override
    public void publish(List<OwnershipChange> changes) {
        outbox.append(changes.stream().map(encoder::encode).toList());
    }
}
