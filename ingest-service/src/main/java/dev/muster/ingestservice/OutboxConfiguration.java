package dev.muster.ingestservice;

import dev.muster.inventory.ApplicationEvent;
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
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox of this service: its table stands in the schema inventory. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    private static final String SCHEMA = "inventory";

    @Bean
    OutboxWakeUp outboxWakeUp(IngestSettings settings) {
        return new OutboxWakeUp(settings.outbox());
    }

    @Bean
    OutboxWriter outboxWriter(DataSource dataSource, IngestSettings settings, OutboxWakeUp wakeUp) {
        return new OutboxWriter(dataSource, settings.outbox(), wakeUp);
    }

    @Bean
    EventRestater eventRestater(
            KafkaProperties kafka,
            DataSource dataSource,
            TransactionTemplate transaction,
            OutboxWriter outbox,
            MeterRegistry metrics) {
        EventTopic applications = EventTopic.of(
                Topics.INVENTORY_APPLICATIONS, """
                select application_id, revision from application_record
                 where application_id = any(?)
                 order by application_id
                """, ApplicationEvent.class, ApplicationEvent::getRevision);
        return new EventRestater(
                List.of(applications), kafka.buildConsumerProperties(), dataSource, transaction, outbox, metrics);
    }

    @Bean(destroyMethod = "close")
    OutboxRelays outboxRelays(
            DataSourceProperties database,
            SessionSockets sockets,
            KafkaProperties kafka,
            IngestSettings settings,
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
