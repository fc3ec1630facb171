package dev.muster.assignmentservice.organization.kafka;

import dev.muster.assignmentservice.directory.kafka.DirectoryEventEncoder;
import dev.muster.assignmentservice.organization.OrganizationChange;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.OrganizationEvent;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;

/** Encodes changes of organizations. */
public final class OrganizationEventEncoder implements DirectoryEventEncoder<OrganizationChange> {

    private final SingleObjectCodec<OrganizationEvent> events = SingleObjectCodec.of(OrganizationEvent.class);

    @Override
    public Class<OrganizationChange> changeType() {
        return OrganizationChange.class;
    }

    @Override
    public OutboxMessage encode(OrganizationChange change) {
        String id = change.after().organizationId();
        OrganizationEvent value = OrganizationEvent.newBuilder()
                .setOrganizationId(id)
                .setRevision(change.revision())
                .setChange(change.before() == null ? DirectoryChange.REGISTERED : DirectoryChange.CHANGED)
                .setChanged(change.after().changedFields(change.before()))
                .setBefore(OrganizationMapper.encode(change.before()))
                .setAfter(OrganizationMapper.encode(change.after()))
                .setCause(new DirectoryCause(change.commandId(), change.actor()))
                .setRecordedAt(change.recordedAt())
                .build();
        return new OutboxMessage(
                Topics.DIRECTORY_ORGANIZATIONS, id.getBytes(StandardCharsets.UTF_8), events.encode(value));
    }
}
