package dev.muster.assignment;

import dev.muster.inbox.PipelineCheck;
import dev.muster.outbox.OutboxMetrics;
import dev.muster.outbox.OutboxProducer;
import dev.muster.outbox.OutboxRelays;
import dev.muster.outbox.OutboxSessions;
import dev.muster.outbox.OutboxWriter;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The outbox of this service: its table stands in the schema assignment. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    OutboxWriter outboxWriter(DataSource dataSource, AssignmentSettings settings) {
        return new OutboxWriter(dataSource, settings.outbox());
    }

    @Bean
    OutboxMetrics outboxMetrics(DataSource dataSource) {
        return new OutboxMetrics(dataSource);
    }

    /** Made behind Flyway: its table has to be there. */
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    OutboxRelays outboxRelays(
            JdbcConnectionDetails database, KafkaProperties kafka, AssignmentSettings settings, Clock clock) {
        DataSource sessions =
                OutboxSessions.of(database.getJdbcUrl(), database.getUsername(), database.getPassword(), "assignment");
        Map<String, Object> connection = kafka.buildProducerProperties();
        return new OutboxRelays(settings.outbox(), sessions, () -> OutboxProducer.create(connection), clock);
    }

    @Bean
    PipelineCheck outboxCheck(OutboxRelays relays) {
        return PipelineCheck.of("outbox", relays::trouble);
    }

    /** Runs behind everything else, and so behind the topics: a broker may make one of its own of what is missing. */
    @Bean
    ApplicationRunner outboxRelaying(OutboxRelays relays) {
        return arguments -> relays.start();
    }
}
