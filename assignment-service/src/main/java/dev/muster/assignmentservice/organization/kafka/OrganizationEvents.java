package dev.muster.assignmentservice.organization.kafka;

import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.assignmentservice.directory.kafka.DirectoryEventEncoder;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.directory.OrganizationEvent;
import dev.muster.schemas.Topics;
import java.util.Objects;

/** Events of organizations. */
public final class OrganizationEvents {

    private OrganizationEvents() {}

    public static DirectoryEventEncoder<Organization> encoder() {
        return new DirectoryEventEncoder<>(
                        Topics.DIRECTORY_ORGANIZATIONS,
                        Organization.class,
                        OrganizationEvent.class,
                        OrganizationEvents::organizationEvent)
                .withTombstones();
    }

    /** The event of a removal has the last state before and after it. */
    private static OrganizationEvent organizationEvent(Change<Organization> change) {
        Organization after = change.after() == null ? Objects.requireNonNull(change.before()) : change.after();
        return OrganizationEvent.newBuilder()
                .setOrganizationId(after.organizationId())
                .setRevision(change.revision())
                .setChange(DirectoryEventEncoder.typeOf(change))
                .setChanged(after.changedFields(change.before()))
                .setBefore(OrganizationMapper.encode(change.before()))
                .setAfter(OrganizationMapper.encode(after))
                .setCause(DirectoryEventEncoder.causeOf(change))
                .setRecordedAt(change.recordedAt())
                .build();
    }
}
