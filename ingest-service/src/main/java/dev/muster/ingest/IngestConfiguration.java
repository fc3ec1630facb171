package dev.muster.ingest;

import dev.muster.inbox.TopicPolicy;
import dev.muster.ingest.inventory.AcceptReports;
import dev.muster.ingest.inventory.Brake;
import dev.muster.ingest.inventory.ChangeCredentials;
import dev.muster.ingest.inventory.ChangePublisher;
import dev.muster.ingest.inventory.IngestReports;
import dev.muster.ingest.inventory.InventoryStore;
import dev.muster.ingest.inventory.PurgeInventory;
import dev.muster.ingest.inventory.ReleaseBrake;
import dev.muster.ingest.inventory.ReportGateway;
import dev.muster.ingest.inventory.SystemCredentials;
import dev.muster.ingest.inventory.VerifySecret;
import dev.muster.ingest.postgres.PostgresAgentReports;
import dev.muster.ingest.postgres.PostgresInventoryStore;
import dev.muster.ingest.postgres.PostgresSystemCredentials;
import dev.muster.ingest.web.UploadSettings;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the rules and the store together. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

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
    IngestReports ingestReports(InventoryStore store, ChangePublisher publisher, IngestSettings settings) {
        return new IngestReports(store, publisher, new Brake(settings.brakeEnabled()));
    }

    @Bean
    ReleaseBrake releaseBrake(InventoryStore store, ChangePublisher publisher) {
        return new ReleaseBrake(store, publisher);
    }

    @Bean
    PurgeInventory purgeInventory(
            InventoryStore store, ChangePublisher publisher, Clock clock, IngestSettings settings) {
        return new PurgeInventory(
                store, publisher, clock, settings.purgeRemovedAfter(), settings.rememberReceivedFor());
    }

    @Bean
    SystemCredentials systemCredentials(DataSource dataSource) {
        return new PostgresSystemCredentials(dataSource);
    }

    @Bean
    ChangeCredentials changeCredentials(SystemCredentials credentials) {
        return new ChangeCredentials(credentials);
    }

    @Bean
    VerifySecret verifySecret(SystemCredentials credentials) {
        return new VerifySecret(credentials);
    }

    @Bean
    AcceptReports acceptReports(DataSource dataSource, ReportGateway gateway, Clock clock) {
        return new AcceptReports(new PostgresAgentReports(dataSource), gateway, clock);
    }

    @Bean
    UploadSettings uploadSettings(IngestSettings settings) {
        return settings.uploads();
    }
}
