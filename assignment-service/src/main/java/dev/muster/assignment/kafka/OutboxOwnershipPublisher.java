package dev.muster.assignment.kafka;

import dev.muster.assignment.ownership.Outcome;
import dev.muster.assignment.ownership.OutcomePublisher;
import dev.muster.assignment.ownership.OwnershipChange;
import dev.muster.assignment.ownership.OwnershipPublisher;
import dev.muster.outbox.OutboxMessage;
import dev.muster.outbox.OutboxWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Publishes outcomes on {@code assignment.outcomes} and changes on {@code assignment.ownerships}. */
final class OutboxOwnershipPublisher implements OwnershipPublisher, OutcomePublisher {

    private final OutboxWriter outbox;
    private final CommandMeters meters;
    private final OwnershipEncoder encoder = new OwnershipEncoder();

    OutboxOwnershipPublisher(OutboxWriter outbox, CommandMeters meters) {
        this.outbox = outbox;
        this.meters = meters;
    }

    @Override
    public void publishDecided(List<OwnershipChange> changes, List<Outcome> outcomes) {
        List<OutboxMessage> messages = new ArrayList<>(changes.size() + outcomes.size());
        changes.forEach(change -> messages.add(encoder.encode(change)));
        outcomes.forEach(outcome -> messages.add(encoder.encode(outcome)));
        outbox.append(messages);
        outcomes.stream()
                .collect(Collectors.groupingBy(Outcome::status, Collectors.summingInt(outcome -> 1)))
                .forEach((status, number) -> meters.commands(status.name(), number));
    }

    @Override
    public void publishOutcomesAgain(List<Outcome> decidedBefore) {
        outbox.append(decidedBefore.stream().map(encoder::encode).toList());
        if (!decidedBefore.isEmpty()) {
            meters.commands("repeated", decidedBefore.size());
        }
    }

    @Override
    public void publish(List<OwnershipChange> changes) {
        outbox.append(changes.stream().map(encoder::encode).toList());
    }
}
