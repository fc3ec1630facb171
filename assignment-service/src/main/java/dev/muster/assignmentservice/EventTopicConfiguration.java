package dev.muster.assignmentservice;

import dev.muster.assignment.OwnershipEvent;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.SystemEvent;
import dev.muster.directory.UserEvent;
import dev.muster.messaging.outbox.EventTopic;
import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.schemas.Topics;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of the outbox and the compacted topics of events that go through it. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class EventTopicConfiguration {

    @Bean
    OutboxSettings outboxSettings(AssignmentSettings settings) {
        return settings.outbox();
    }

    @Bean
    List<EventTopic> eventTopics() {
        return List.of(
                EventTopic.of(
                        Topics.ASSIGNMENT_OWNERSHIPS,
                        selectRows("ownership", "application_id"),
                        OwnershipEvent.class,
                        OwnershipEvent::getRevision),
                EventTopic.of(
                        Topics.DIRECTORY_ORGANIZATIONS,
                        selectRows("organization", "organization_id"),
                        OrganizationEvent.class,
                        OrganizationEvent::getRevision),
                EventTopic.of(
                        Topics.DIRECTORY_USERS,
                        selectRows("directory_user", "user_id"),
                        UserEvent.class,
                        UserEvent::getRevision),
                EventTopic.of(
                        Topics.DIRECTORY_MEMBERSHIPS,
                        selectRows("membership", "organization_id || '/' || user_id"),
                        MembershipEvent.class,
                        MembershipEvent::getRevision),
                EventTopic.of(
                        Topics.DIRECTORY_ASSOCIATIONS,
                        selectRows("association", "organization_id || '/' || application_id"),
                        AssociationEvent.class,
                        AssociationEvent::getRevision),
                EventTopic.of(
                        Topics.DIRECTORY_SYSTEMS,
                        selectRows("system", "system_id"),
                        SystemEvent.class,
                        SystemEvent::getRevision));
    }

    /** A key of two columns has no index: the query scans the whole table, which is rare enough. */
    private static String selectRows(String table, String key) {
        return "select %2$s, revision from %1$s where %2$s = any(?) order by 1".formatted(table, key);
    }
}
