package dev.muster.ingestservice;

import dev.muster.ingestservice.agent.HeartbeatAcceptor;
import dev.muster.ingestservice.agent.HeartbeatGateway;
import dev.muster.ingestservice.agent.ReportAcceptor;
import dev.muster.ingestservice.agent.ReportGateway;
import dev.muster.ingestservice.agent.postgres.PostgresAgentReports;
import dev.muster.ingestservice.agent.web.UploadSettings;
import dev.muster.ingestservice.credential.SecretVerifier;
import dev.muster.ingestservice.credential.SystemCredentials;
import dev.muster.ingestservice.credential.postgres.PostgresSystemCredentials;
import dev.muster.ingestservice.freshness.FreshnessStore;
import dev.muster.ingestservice.freshness.FreshnessSweep;
import dev.muster.ingestservice.freshness.FreshnessTracker;
import dev.muster.ingestservice.freshness.MissingSystemPurger;
import dev.muster.ingestservice.freshness.SystemPublisher;
import dev.muster.ingestservice.freshness.postgres.FreshnessGauges;
import dev.muster.ingestservice.freshness.postgres.PostgresFreshnessStore;
import dev.muster.ingestservice.report.BrakeReleaser;
import dev.muster.ingestservice.report.ChangePublisher;
import dev.muster.ingestservice.report.InventoryPurger;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.RemovalBrake;
import dev.muster.ingestservice.report.ReportIngestion;
import dev.muster.ingestservice.report.postgres.PostgresInventoryStore;
import dev.muster.messaging.database.DatabaseGauges;
import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.messaging.topic.TopicPolicy;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans of the features report, freshness, credential and agent. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    OutboxSettings outboxSettings(IngestSettings settings) {
        return settings.outbox();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    TopicPolicy topicPolicy(IngestSettings settings) {
        return settings.topics();
    }

    @Bean
    InventoryStore inventoryStore(DataSource dataSource) {
        return new PostgresInventoryStore(dataSource);
    }

    @Bean
    ReportIngestion reportIngestion(
            InventoryStore store, ChangePublisher publisher, FreshnessTracker tracker, IngestSettings settings) {
        return new ReportIngestion(store, publisher, new RemovalBrake(settings.brakeEnabled()), tracker);
    }

    @Bean
    BrakeReleaser brakeReleaser(InventoryStore store, ChangePublisher publisher, FreshnessTracker tracker) {
        return new BrakeReleaser(store, publisher, tracker);
    }

    @Bean
    InventoryPurger inventoryPurger(
            InventoryStore store, ChangePublisher publisher, Clock clock, IngestSettings settings) {
        return new InventoryPurger(
                store, publisher, clock, settings.purgeRemovedAfter(), settings.rememberReceivedFor());
    }

    @Bean
    FreshnessStore freshnessStore(DataSource dataSource, IngestSettings settings) {
        return new PostgresFreshnessStore(dataSource, settings.thresholds());
    }

    @Bean
    FreshnessTracker freshnessTracker(FreshnessStore store, SystemPublisher publisher, Clock clock) {
        return new FreshnessTracker(store, publisher, clock);
    }

    @Bean
    FreshnessSweep freshnessSweep(FreshnessStore store, FreshnessTracker tracker) {
        return new FreshnessSweep(store, tracker);
    }

    @Bean
    MissingSystemPurger missingSystemPurger(
            FreshnessStore store,
            InventoryStore inventory,
            ChangePublisher publisher,
            FreshnessTracker tracker,
            Clock clock,
            IngestSettings settings) {
        return new MissingSystemPurger(store, inventory, publisher, tracker, clock, settings.purgeMissingAfter());
    }

    @Bean
    DatabaseGauges.Queries freshnessGauges() {
        return new DatabaseGauges.Queries(FreshnessGauges.QUERIES);
    }

    @Bean
    SystemCredentials systemCredentials(DataSource dataSource) {
        return new PostgresSystemCredentials(dataSource);
    }

    @Bean
    SecretVerifier secretVerifier(SystemCredentials credentials) {
        return new SecretVerifier(credentials);
    }

    @Bean
    ReportAcceptor reportAcceptor(DataSource dataSource, ReportGateway gateway, Clock clock) {
        return new ReportAcceptor(new PostgresAgentReports(dataSource), gateway, clock);
    }

    @Bean
    HeartbeatAcceptor heartbeatAcceptor(HeartbeatGateway gateway, Clock clock) {
        return new HeartbeatAcceptor(gateway, clock);
    }

    @Bean
    UploadSettings uploadSettings(IngestSettings settings) {
        return settings.uploads();
    }
}
