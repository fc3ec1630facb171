package dev.muster.messaging;

import dev.muster.messaging.database.DatabaseGauges;
import dev.muster.messaging.database.ServiceDataSource;
import dev.muster.messaging.database.SessionSockets;
import dev.muster.messaging.health.PipelineCheck;
import dev.muster.messaging.outbox.EventRestater;
import dev.muster.messaging.outbox.EventSettings;
import dev.muster.messaging.outbox.EventTopic;
import dev.muster.messaging.outbox.OutboxMetrics;
import dev.muster.messaging.outbox.OutboxProducer;
import dev.muster.messaging.outbox.OutboxRelays;
import dev.muster.messaging.outbox.OutboxSessions;
import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.messaging.outbox.OutboxWakeUp;
import dev.muster.messaging.outbox.OutboxWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The outbox: its writer, relays and restater, its gauges and its health check. A service adds the beans {@link
 * OutboxSettings} and {@code List<EventTopic>}; the table {@code outbox_page} is in the schema of its {@link
 * ServiceDataSource}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventSettings.class)
class OutboxConfiguration {

    @Bean
    OutboxWakeUp outboxWakeUp(OutboxSettings settings) {
        return new OutboxWakeUp(settings);
    }

    @Bean
    OutboxWriter outboxWriter(DataSource dataSource, OutboxSettings settings, OutboxWakeUp wakeUp) {
        return new OutboxWriter(dataSource, settings, wakeUp);
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
            ServiceDataSource pool,
            SessionSockets sockets,
            KafkaProperties kafka,
            OutboxSettings settings,
            EventSettings events,
            OutboxWakeUp wakeUp,
            EventRestater restater,
            Clock clock) {
        DataSource sessions = OutboxSessions.of(
                database.determineUrl(),
                database.determineUsername(),
                database.determinePassword(),
                pool.getSchema(),
                sockets);
        Map<String, Object> connection = kafka.buildProducerProperties();
        return new OutboxRelays(
                settings, sessions, () -> OutboxProducer.create(connection, events), wakeUp, restater, clock);
    }

    @Bean
    DatabaseGauges.Queries outboxGauges() {
        return new DatabaseGauges.Queries(OutboxMetrics.QUERIES);
    }

    @Bean
    PipelineCheck outboxCheck(OutboxRelays relays) {
        return PipelineCheck.of("outbox", relays::problem);
    }
}
