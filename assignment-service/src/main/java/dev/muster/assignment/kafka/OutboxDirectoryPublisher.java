package dev.muster.assignment.kafka;

import dev.muster.assignment.directory.DirectoryResult;
import dev.muster.assignment.directory.DirectoryResult.Status;
import dev.muster.assignment.directory.DirectoryResultPublisher;
import dev.muster.assignment.directory.OrganizationChange;
import dev.muster.assignment.directory.OrganizationPublisher;
import dev.muster.assignment.directory.ReceivedRecord;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.OrganizationEvent;
import dev.muster.outbox.OutboxMessage;
import dev.muster.outbox.OutboxWriter;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Publishes changes on {@code directory.organizations}, and what was rejected to dead letters. */
final class OutboxDirectoryPublisher implements OrganizationPublisher, DirectoryResultPublisher {

    private final OutboxWriter outbox;
    private final DeadLetterWriter deadLetters;
    private final CommandMeters meters;
    private final SingleObjectCodec<OrganizationEvent> events = SingleObjectCodec.of(OrganizationEvent.class);

    OutboxDirectoryPublisher(OutboxWriter outbox, DeadLetterWriter deadLetters, CommandMeters meters) {
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    @Override
    public void publishOrganizations(List<OrganizationChange> changes) {
        outbox.append(changes.stream().map(this::encode).toList());
    }

    @Override
    public void publishResults(List<DirectoryResult> results) {
        List<DeadLetter> letters = new ArrayList<>();
        for (DirectoryResult result : results) {
            meters.directoryCommand(result.status().name());
            ReceivedRecord origin = result.command().origin();
            if (result.status() == Status.REJECTED && origin != null) {
                letters.add(new DeadLetter(origin, String.valueOf(result.reason()), result.message()));
            }
        }
        deadLetters.append(letters);
    }

    private OutboxMessage encode(OrganizationChange change) {
        String id = change.after().organizationId();
        OrganizationEvent value = OrganizationEvent.newBuilder()
                .setOrganizationId(id)
                .setRevision(change.revision())
                .setChange(change.before() == null ? DirectoryChange.REGISTERED : DirectoryChange.CHANGED)
                .setChanged(change.after().fieldsThatDifferFrom(change.before()))
                .setBefore(OrganizationFields.encode(change.before()))
                .setAfter(OrganizationFields.encode(change.after()))
                .setCause(new DirectoryCause(change.commandId(), change.actor()))
                .setRecordedAt(change.recordedAt())
                .build();
        return new OutboxMessage(
                Topics.DIRECTORY_ORGANIZATIONS, id.getBytes(StandardCharsets.UTF_8), events.encode(value));
    }
}
