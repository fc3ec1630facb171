package dev.muster.assignmentservice;

import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.RuleSetEvent;
import dev.muster.assignmentservice.association.postgres.PostgresAssociationStore;
import dev.muster.assignmentservice.organization.postgres.PostgresOrganizationStore;
import dev.muster.assignmentservice.ownership.postgres.PostgresOwnershipStore;
import dev.muster.assignmentservice.run.postgres.PostgresRuleSets;
import dev.muster.assignmentservice.system.postgres.PostgresSystemStore;
import dev.muster.assignmentservice.user.postgres.PostgresUserStore;
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
                        PostgresOwnershipStore.FIND_REVISIONS,
                        OwnershipEvent.class,
                        OwnershipEvent::getRevision),
                EventTopic.of(
                        Topics.ASSIGNMENT_RULE_SETS,
                        PostgresRuleSets.FIND_REVISIONS,
                        RuleSetEvent.class,
                        RuleSetEvent::getRevision),
                EventTopic.of(
                        Topics.DIRECTORY_ORGANIZATIONS,
                        PostgresOrganizationStore.FIND_REVISIONS,
                        OrganizationEvent.class,
                        OrganizationEvent::getRevision),
                EventTopic.of(
                        Topics.DIRECTORY_USERS,
                        PostgresUserStore.FIND_REVISIONS,
                        UserEvent.class,
                        UserEvent::getRevision),
                EventTopic.of(
                        Topics.DIRECTORY_MEMBERSHIPS,
                        PostgresUserStore.FIND_MEMBERSHIP_REVISIONS,
                        MembershipEvent.class,
                        MembershipEvent::getRevision),
                EventTopic.of(
                        Topics.DIRECTORY_ASSOCIATIONS,
                        PostgresAssociationStore.FIND_REVISIONS,
                        AssociationEvent.class,
                        AssociationEvent::getRevision),
                EventTopic.of(
                        Topics.DIRECTORY_SYSTEMS,
                        PostgresSystemStore.FIND_REVISIONS,
                        SystemEvent.class,
                        SystemEvent::getRevision));
    }
}
