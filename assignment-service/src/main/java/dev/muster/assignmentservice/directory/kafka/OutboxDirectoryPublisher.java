package dev.muster.assignmentservice.directory.kafka;

import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.DirectoryPublisher;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.kafka.CommandMetrics;
import dev.muster.messaging.consumer.DeadLetter;
import dev.muster.messaging.consumer.DeadLetterWriter;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxWriter;
import java.util.ArrayList;
import java.util.List;

/** Publishes changes on the topics {@code directory.…} and rejected commands as dead letters, through the outbox. */
public final class OutboxDirectoryPublisher implements DirectoryPublisher {

    private final OutboxWriter outbox;
    private final DeadLetterWriter deadLetters;
    private final CommandMetrics metrics;
    private final List<DirectoryEventEncoder<?>> encoders;

    /**
     * A publisher that writes to the outbox.
     *
     * @param encoders one per type of changes; the events of one transaction are written in the order of the changes
     */
    public OutboxDirectoryPublisher(
            OutboxWriter outbox,
            DeadLetterWriter deadLetters,
            CommandMetrics metrics,
            List<DirectoryEventEncoder<?>> encoders) {
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.encoders = List.copyOf(encoders);
    }

    @Override
    public void publish(DirectoryChanges changes) {
        List<OutboxMessage> messages =
                changes.all().stream().map(this::encode).flatMap(List::stream).toList();
        outbox.append(messages);
    }

    private List<OutboxMessage> encode(Change<?> change) {
        return encoders.stream()
                .filter(one -> one.encodes(change))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no encoder for a change of " + change.key()))
                .encode(change);
    }

    @Override
    public void publishOutcomes(List<DirectoryOutcome> outcomes) {
        List<DeadLetter> letters = new ArrayList<>();
        for (DirectoryOutcome outcome : outcomes) {
            metrics.directoryCommand(outcome.status().name());
            ReceivedRecord origin = outcome.command().origin();
            if (outcome.status() == Status.REJECTED && origin != null) {
                letters.add(new DeadLetter(
                        ReceivedRecords.toConsumerRecord(origin), String.valueOf(outcome.reason()), outcome.message()));
            }
        }
        deadLetters.append(letters);
    }
}
