package dev.muster.assignment;

import dev.muster.outbox.EventRestater;
import dev.muster.outbox.EventTopic;
import dev.muster.outbox.OutboxProducer;
import dev.muster.outbox.OutboxRelays;
import dev.muster.outbox.OutboxSessions;
import dev.muster.outbox.OutboxWakeUp;
import dev.muster.outbox.OutboxWriter;
import dev.muster.outbox.SessionSockets;
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
            List<EventTopic> topics,
            KafkaProperties kafka,
            DataSource dataSource,
            TransactionTemplate transaction,
            OutboxWriter outbox,
            MeterRegistry metrics) {
        return new EventRestater(topics, kafka.buildConsumerProperties(), dataSource, transaction, outbox, metrics);
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
