package dev.muster.ingestservice;

import dev.muster.ingestservice.agent.ReportAcceptor;
import dev.muster.ingestservice.agent.ReportGateway;
import dev.muster.ingestservice.agent.postgres.PostgresAgentReports;
import dev.muster.ingestservice.agent.web.UploadSettings;
import dev.muster.ingestservice.credential.SecretVerifier;
import dev.muster.ingestservice.credential.SystemCredentials;
import dev.muster.ingestservice.credential.postgres.PostgresSystemCredentials;
import dev.muster.ingestservice.report.BrakeReleaser;
import dev.muster.ingestservice.report.ChangePublisher;
import dev.muster.ingestservice.report.InventoryPurger;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.RemovalBrake;
import dev.muster.ingestservice.report.ReportIngestion;
import dev.muster.ingestservice.report.postgres.PostgresInventoryStore;
import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.messaging.topic.TopicPolicy;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans of the features report, credential and agent. */
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
    ReportIngestion reportIngestion(InventoryStore store, ChangePublisher publisher, IngestSettings settings) {
        return new ReportIngestion(store, publisher, new RemovalBrake(settings.brakeEnabled()));
    }

    @Bean
    BrakeReleaser brakeReleaser(InventoryStore store, ChangePublisher publisher) {
        return new BrakeReleaser(store, publisher);
    }

    @Bean
    InventoryPurger inventoryPurger(
            InventoryStore store, ChangePublisher publisher, Clock clock, IngestSettings settings) {
        return new InventoryPurger(
                store, publisher, clock, settings.purgeRemovedAfter(), settings.rememberReceivedFor());
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
    UploadSettings uploadSettings(IngestSettings settings) {
        return settings.uploads();
    }
}
