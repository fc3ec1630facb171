package dev.muster.assignment.kafka;

import dev.muster.assignment.OwnershipEvent;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.SystemEvent;
import dev.muster.directory.UserEvent;
import dev.muster.outbox.EventTopic;
import dev.muster.schemas.Topics;
import java.util.List;

/** The compacted topics of events that this service writes, and the rows that the events tell of. */
final class EventTopics {

    static final List<EventTopic> ALL = List.of(
            EventTopic.of(
                    Topics.ASSIGNMENT_OWNERSHIPS,
                    rowsOf("ownership", "application_id"),
                    OwnershipEvent.class,
                    OwnershipEvent::getRevision),
            EventTopic.of(
                    Topics.DIRECTORY_ORGANIZATIONS,
                    rowsOf("organization", "organization_id"),
                    OrganizationEvent.class,
                    OrganizationEvent::getRevision),
            EventTopic.of(
                    Topics.DIRECTORY_USERS,
                    rowsOf("directory_user", "user_id"),
                    UserEvent.class,
                    UserEvent::getRevision),
            EventTopic.of(
                    Topics.DIRECTORY_MEMBERSHIPS,
                    rowsOf("membership", "organization_id || '/' || user_id"),
                    MembershipEvent.class,
                    MembershipEvent::getRevision),
            EventTopic.of(
                    Topics.DIRECTORY_ASSOCIATIONS,
                    rowsOf("association", "organization_id || '/' || application_id"),
                    AssociationEvent.class,
                    AssociationEvent::getRevision),
            EventTopic.of(
                    Topics.DIRECTORY_SYSTEMS,
                    rowsOf("system", "system_id"),
                    SystemEvent.class,
                    SystemEvent::getRevision));

    private EventTopics() {}

    /** A key of two parts has no index: the table is read whole, which is rare enough. */
    private static String rowsOf(String table, String key) {
        return "select %2$s, revision from %1$s where %2$s = any(?) order by 1".formatted(table, key);
    }
}
