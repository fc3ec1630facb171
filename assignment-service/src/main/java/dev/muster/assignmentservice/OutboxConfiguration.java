package dev.muster.assignmentservice;

import dev.muster.assignment.OwnershipEvent;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.SystemEvent;
import dev.muster.directory.UserEvent;
import dev.muster.messaging.database.SessionSockets;
import dev.muster.messaging.outbox.EventRestater;
import dev.muster.messaging.outbox.EventTopic;
import dev.muster.messaging.outbox.OutboxProducer;
import dev.muster.messaging.outbox.OutboxRelays;
import dev.muster.messaging.outbox.OutboxSessions;
import dev.muster.messaging.outbox.OutboxWakeUp;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox of this service: its table stands in the schema assignment. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    private static final String SCHEMA = "assignment";

    private static final List<EventTopic> EVENT_TOPICS = List.of(
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

    /** A key of two parts has no index: the table is read whole, which is rare enough. */
    private static String rowsOf(String table, String key) {
        return "select %2$s, revision from %1$s where %2$s = any(?) order by 1".formatted(table, key);
    }

    @Bean
    OutboxWakeUp outboxWakeUp(AssignmentSettings settings) {
        return new OutboxWakeUp(settings.outbox());
    }

    @Bean
    OutboxWriter outboxWriter(DataSource dataSource, AssignmentSettings settings, OutboxWakeUp wakeUp) {
        return new OutboxWriter(dataSource, settings.outbox(), wakeUp);
    }

    @Bean
    EventRestater eventRestater(
            KafkaProperties kafka,
            DataSource dataSource,
            TransactionTemplate transaction,
            OutboxWriter outbox,
            MeterRegistry metrics) {
        return new EventRestater(
                EVENT_TOPICS, kafka.buildConsumerProperties(), dataSource, transaction, outbox, metrics);
    }

    @Bean(destroyMethod = "close")
    OutboxRelays outboxRelays(
            DataSourceProperties database,
            SessionSockets sockets,
            KafkaProperties kafka,
            AssignmentSettings settings,
            OutboxWakeUp wakeUp,
            EventRestater restater,
            Clock clock) {
        DataSource sessions = OutboxSessions.of(
                database.determineUrl(), database.determineUsername(), database.determinePassword(), SCHEMA, sockets);
        Map<String, Object> connection = kafka.buildProducerProperties();
        return new OutboxRelays(
                settings.outbox(), sessions, () -> OutboxProducer.create(connection), wakeUp, restater, clock);
    }
}
