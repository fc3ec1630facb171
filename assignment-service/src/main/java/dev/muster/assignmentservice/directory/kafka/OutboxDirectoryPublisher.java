package dev.muster.assignmentservice.directory.kafka;

import dev.muster.assignmentservice.association.kafka.AssociationEventEncoder;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.DirectoryOutcomePublisher;
import dev.muster.assignmentservice.directory.DirectoryPublisher;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.kafka.DeadLetter;
import dev.muster.assignmentservice.kafka.DeadLetterWriter;
import dev.muster.assignmentservice.organization.kafka.OrganizationEventEncoder;
import dev.muster.assignmentservice.ownership.kafka.CommandMetrics;
import dev.muster.assignmentservice.system.kafka.SystemEventEncoder;
import dev.muster.assignmentservice.user.kafka.UserEventEncoder;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxWriter;
import java.util.ArrayList;
import java.util.List;

/** Publishes changes on the topics {@code directory.…}, and what was rejected to dead letters. */
public final class OutboxDirectoryPublisher implements DirectoryPublisher, DirectoryOutcomePublisher {

    private final OutboxWriter outbox;
    private final DeadLetterWriter deadLetters;
    private final CommandMetrics meters;
    private final OrganizationEventEncoder organizations = new OrganizationEventEncoder();
    private final UserEventEncoder members = new UserEventEncoder();
    private final SystemEventEncoder systems = new SystemEventEncoder();
    private final AssociationEventEncoder associations = new AssociationEventEncoder();

    public OutboxDirectoryPublisher(OutboxWriter outbox, DeadLetterWriter deadLetters, CommandMetrics meters) {
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    @Override
    public void publish(DirectoryChanges changes) {
        List<OutboxMessage> messages = new ArrayList<>();
        changes.organizations().forEach(change -> messages.add(organizations.encode(change)));
        changes.users().forEach(change -> messages.add(members.encode(change)));
        changes.memberships().forEach(change -> messages.add(members.encode(change)));
        changes.systems().forEach(change -> messages.add(systems.encode(change)));
        changes.associations().forEach(change -> messages.add(associations.encode(change)));
        outbox.append(messages);
    }

    @Override
    public void publishResults(List<DirectoryOutcome> results) {
        List<DeadLetter> letters = new ArrayList<>();
        for (DirectoryOutcome result : results) {
            meters.directoryCommand(result.status().name());
            ReceivedRecord origin = result.command().origin();
            if (result.status() == Status.REJECTED && origin != null) {
                letters.add(new DeadLetter(origin, String.valueOf(result.reason()), result.message()));
            }
        }
        deadLetters.append(letters);
    }
}
