package dev.muster.assignment.kafka;

import dev.muster.assignment.directory.DirectoryChanges;
import dev.muster.assignment.directory.DirectoryPublisher;
import dev.muster.assignment.directory.DirectoryResult;
import dev.muster.assignment.directory.DirectoryResult.Status;
import dev.muster.assignment.directory.DirectoryResultPublisher;
import dev.muster.assignment.directory.ReceivedRecord;
import dev.muster.outbox.OutboxMessage;
import dev.muster.outbox.OutboxWriter;
import java.util.ArrayList;
import java.util.List;

/** Publishes changes on the topics {@code directory.…}, and what was rejected to dead letters. */
final class OutboxDirectoryPublisher implements DirectoryPublisher, DirectoryResultPublisher {

    private final OutboxWriter outbox;
    private final DeadLetterWriter deadLetters;
    private final CommandMeters meters;
    private final OrganizationEncoder organizations = new OrganizationEncoder();
    private final MemberEncoder members = new MemberEncoder();
    private final SystemEncoder systems = new SystemEncoder();
    private final AssociationEncoder associations = new AssociationEncoder();

    OutboxDirectoryPublisher(OutboxWriter outbox, DeadLetterWriter deadLetters, CommandMeters meters) {
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
}
