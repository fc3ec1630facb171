package dev.muster.assignment.postgres;

import dev.muster.assignment.access.Places;
import dev.muster.assignment.access.TokenStore;
import dev.muster.assignment.applications.ApplicationCatalog;
import dev.muster.assignment.applications.DetailsStore;
import dev.muster.assignment.applications.ListedApplications;
import dev.muster.assignment.directory.AssociationStore;
import dev.muster.assignment.directory.OrganizationStore;
import dev.muster.assignment.directory.ReceivedCommands;
import dev.muster.assignment.directory.ReceivedRecordReader;
import dev.muster.assignment.directory.SystemStore;
import dev.muster.assignment.directory.UserStore;
import dev.muster.assignment.ownership.OutcomeStore;
import dev.muster.assignment.ownership.OwnershipStore;
import dev.muster.assignment.ownership.RebrandingWork;
import dev.muster.assignment.ownership.WaitingCommands;
import dev.muster.inbox.DatabaseRequirement;
import dev.muster.outbox.DatabaseGauges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What this service keeps in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

    /** The views of this schema stand on one of the ingest service, which may be starting at the same time. */
    @Bean
    DatabaseRequirement inventoryView() {
        return new InventoryView();
    }

    @Bean
    OwnershipStore ownershipStore(JdbcTemplate jdbc) {
        return new PostgresOwnershipStore(jdbc);
    }

    @Bean
    OutcomeStore outcomeStore(JdbcTemplate jdbc) {
        return new PostgresOutcomeStore(jdbc);
    }

    @Bean
    WaitingCommands waitingCommands(JdbcTemplate jdbc) {
        return new PostgresWaitingCommands(jdbc);
    }

    @Bean
    RebrandingWork rebrandingWork(JdbcTemplate jdbc) {
        return new PostgresRebrandingWork(jdbc);
    }

    @Bean
    OrganizationStore organizationStore(JdbcTemplate jdbc) {
        return new PostgresOrganizationStore(jdbc);
    }

    @Bean
    UserStore userStore(JdbcTemplate jdbc) {
        return new PostgresUserStore(jdbc);
    }

    @Bean
    AssociationStore associationStore(JdbcTemplate jdbc) {
        return new PostgresAssociationStore(jdbc);
    }

    @Bean
    ReceivedCommands receivedCommands(JdbcTemplate jdbc, ReceivedRecordReader reader) {
        return new PostgresReceivedCommands(jdbc, reader);
    }

    @Bean
    Places places(JdbcTemplate jdbc, OrganizationStore organizations) {
        return new PostgresPlaces(jdbc, organizations);
    }

    @Bean
    TokenStore tokenStore(JdbcTemplate jdbc) {
        return new PostgresTokenStore(jdbc);
    }

    @Bean
    ApplicationCatalog applicationCatalog(JdbcTemplate jdbc) {
        return new PostgresApplicationCatalog(jdbc);
    }

    @Bean
    SystemStore systemStore(JdbcTemplate jdbc) {
        return new PostgresSystemStore(jdbc);
    }

    @Bean
    DetailsStore detailsStore(JdbcTemplate jdbc) {
        return new PostgresDetailsStore(jdbc);
    }

    @Bean
    ListedApplications listedApplications(JdbcTemplate jdbc) {
        return new PostgresListedApplications(jdbc);
    }

    @Bean
    DatabaseGauges.Queries queueMetrics() {
        return new DatabaseGauges.Queries(QueueMetrics.QUERIES);
    }
}
