package dev.muster.messaging;

import dev.muster.messaging.consumer.ConsumerLag;
import dev.muster.messaging.consumer.LagSettings;
import dev.muster.messaging.database.DatabaseGauges;
import dev.muster.messaging.database.LockWaitMonitor;
import dev.muster.messaging.database.ServiceDataSource;
import dev.muster.messaging.database.SessionSockets;
import dev.muster.messaging.database.WatchSession;
import dev.muster.messaging.health.BackgroundProbe;
import dev.muster.messaging.health.DatabaseProbe;
import dev.muster.messaging.health.KafkaProbe;
import dev.muster.messaging.health.PipelineCheck;
import dev.muster.messaging.outbox.OutboxRelays;
import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.messaging.topic.TopicCreator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What both services share besides their listeners and rules: database sessions, start and stop, the outbox, the input
 * guard, the health group {@code pipeline} with its metric, and the background probes of Kafka and PostgreSQL.
 */
@Configuration(proxyBeanMethods = false)
@Import({OutboxConfiguration.class, InputConfiguration.class})
@EnableConfigurationProperties(LagSettings.class)
public class PipelineConfiguration {

    private static final Duration DATABASE_PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration GAUGE_QUERY_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    SessionSockets sessionSockets() {
        return new SessionSockets();
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    ServiceDataSource dataSource(DataSourceProperties properties, SessionSockets sockets) {
        return new ServiceDataSource(
                properties.determineUrl(), properties.determineUsername(), properties.determinePassword(), sockets);
    }

    /** Sessions for migrations: without a statement timeout, and closed after use. */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource migrationSessions(DataSourceProperties properties, SessionSockets sockets) {
        DriverManagerDataSource sessions = new DriverManagerDataSource(properties.determineUrl());
        sessions.setUsername(properties.determineUsername());
        sessions.setPassword(properties.determinePassword());
        Properties limits = sockets.driverProperties();
        // Seconds.
        limits.setProperty("connectTimeout", "5");
        limits.setProperty("tcpKeepAlive", "true");
        limits.setProperty("logServerErrorDetail", "false");
        sessions.setConnectionProperties(limits);
        return sessions;
    }

    /**
     * {@link ServiceLifecycle} migrates: a migration during context start would fail while the database is unavailable.
     */
    @Bean
    FlywayMigrationStrategy migrateLater() {
        return flyway -> {};
    }

    @Bean(destroyMethod = "close")
    ServiceLifecycle serviceLifecycle(
            ApplicationContext context,
            ObjectProvider<Flyway> flyway,
            ObjectProvider<DatabaseRequirement> requirement,
            ServiceDataSource pool,
            SessionSockets sockets,
            OutboxSettings outbox,
            TopicCreator topics,
            KafkaListenerEndpointRegistry listeners,
            OutboxRelays relays,
            ConsumerLag lag,
            List<BackgroundWork> work) {
        return new ServiceLifecycle(
                context,
                flyway.getIfAvailable(),
                requirement.getIfAvailable(),
                pool,
                sockets,
                outbox,
                topics,
                listeners,
                relays,
                lag,
                work);
    }

    /** Replaces that of Spring Boot, which queries the pool in the caller's thread. */
    @Bean(initMethod = "start", destroyMethod = "close")
    BackgroundProbe dbHealthIndicator(DataSourceProperties properties, ServiceDataSource pool, SessionSockets sockets) {
        return new BackgroundProbe(
                "database", new DatabaseProbe(watchSession(properties, pool, sockets, DATABASE_PROBE_TIMEOUT), pool));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    BackgroundProbe kafkaHealthIndicator(KafkaProbe probe) {
        return new BackgroundProbe("kafka", probe);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    DatabaseGauges databaseGauges(
            ObjectProvider<DatabaseGauges.Queries> sources,
            DataSourceProperties properties,
            ServiceDataSource pool,
            SessionSockets sockets) {
        List<DatabaseGauges.Query> queries = new ArrayList<>();
        sources.orderedStream().forEach(source -> queries.addAll(source.queries()));
        return new DatabaseGauges(queries, watchSession(properties, pool, sockets, GAUGE_QUERY_TIMEOUT));
    }

    private static WatchSession watchSession(
            DataSourceProperties properties, ServiceDataSource pool, SessionSockets sockets, Duration timeout) {
        return new WatchSession(
                properties.determineUrl(),
                properties.determineUsername(),
                properties.determinePassword(),
                pool.getSchema(),
                sockets,
                timeout);
    }

    @Bean
    LockWaitMonitor lockWaits(JdbcTemplate jdbc, MeterRegistry registry) {
        return new LockWaitMonitor(jdbc, registry);
    }

    @Bean(destroyMethod = "close")
    ConsumerLag consumerLag(
            KafkaProperties kafka,
            KafkaListenerEndpointRegistry listeners,
            LagSettings settings,
            MeterRegistry registry,
            Clock clock) {
        return new ConsumerLag(kafka.buildAdminProperties(), listeners, settings.maxAge(), registry, clock);
    }

    /** Served as {@code /actuator/health/pipeline}. */
    @Bean("pipeline")
    CompositeHealthContributor pipelineHealth(List<PipelineCheck> checks) {
        Map<String, HealthIndicator> members = new LinkedHashMap<>();
        checks.forEach(check -> members.put(check.name(), () -> healthOf(check)));
        return CompositeHealthContributor.fromMap(members);
    }

    private static Health healthOf(PipelineCheck check) {
        String problem = check.problem();
        return problem == null
                ? Health.up().build()
                : Health.down().withDetail("problem", problem).build();
    }

    @Bean
    MeterBinder pipelineMetrics(List<PipelineCheck> checks) {
        return registry -> checks.forEach(check -> Gauge.builder(
                        "muster.pipeline.up", check, member -> member.problem() == null ? 1 : 0)
                .description("Whether this part of the pipeline is well: 1 or 0")
                .tag("check", check.name())
                .register(registry));
    }

    @Bean
    PipelineCheck databaseCheck(BackgroundProbe dbHealthIndicator) {
        return PipelineCheck.of("database", dbHealthIndicator::problem);
    }

    @Bean
    PipelineCheck kafkaCheck(BackgroundProbe kafkaHealthIndicator) {
        return PipelineCheck.of("kafka", kafkaHealthIndicator::problem);
    }

    /** Down when a listener is stopped, or one of its threads has died. */
    @Bean
    PipelineCheck listenersCheck(KafkaListenerEndpointRegistry listeners) {
        return PipelineCheck.of("listeners", () -> findStopped(listeners));
    }

    private static @Nullable String findStopped(KafkaListenerEndpointRegistry listeners) {
        for (MessageListenerContainer listener : listeners.getAllListenerContainers()) {
            if (!isRunning(listener)) {
                return "the listener of group " + listener.getGroupId() + " is stopped";
            }
        }
        return null;
    }

    private static boolean isRunning(MessageListenerContainer listener) {
        return listener.isRunning()
                && listener.isInExpectedState()
                && (!(listener instanceof ConcurrentMessageListenerContainer<?, ?> threads)
                        || threads.getContainers().stream().allMatch(MessageListenerContainer::isRunning));
    }
}
