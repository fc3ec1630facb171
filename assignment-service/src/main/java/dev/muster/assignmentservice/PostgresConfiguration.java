package dev.muster.assignmentservice;

import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.DetailsStore;
import dev.muster.assignmentservice.application.postgres.InventoryView;
import dev.muster.assignmentservice.application.postgres.PostgresApplicationCatalog;
import dev.muster.assignmentservice.application.postgres.PostgresApplicationListProjection;
import dev.muster.assignmentservice.application.postgres.PostgresDetailsStore;
import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.association.postgres.PostgresAssociationStore;
import dev.muster.assignmentservice.directory.CommandLog;
import dev.muster.assignmentservice.directory.IdempotentRequests;
import dev.muster.assignmentservice.directory.ReceivedRecordReader;
import dev.muster.assignmentservice.directory.postgres.PostgresCommandLog;
import dev.muster.assignmentservice.directory.postgres.PostgresIdempotentRequests;
import dev.muster.assignmentservice.media.ImageStore;
import dev.muster.assignmentservice.media.postgres.PostgresImageStore;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.OrganizationViews;
import dev.muster.assignmentservice.organization.postgres.PostgresOrganizationStore;
import dev.muster.assignmentservice.organization.postgres.PostgresOrganizationViews;
import dev.muster.assignmentservice.ownership.OutcomeStore;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.ownership.RebrandingQueue;
import dev.muster.assignmentservice.ownership.WaitingCommands;
import dev.muster.assignmentservice.ownership.postgres.OwnerProjection;
import dev.muster.assignmentservice.ownership.postgres.PostgresOutcomeStore;
import dev.muster.assignmentservice.ownership.postgres.PostgresOwnershipStore;
import dev.muster.assignmentservice.ownership.postgres.PostgresRebrandingQueue;
import dev.muster.assignmentservice.ownership.postgres.PostgresWaitingCommands;
import dev.muster.assignmentservice.ownership.postgres.QueueMetrics;
import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.RuleEngines;
import dev.muster.assignmentservice.rule.postgres.PostgresCandidates;
import dev.muster.assignmentservice.rule.postgres.PostgresRuleEngines;
import dev.muster.assignmentservice.security.OrganizationTree;
import dev.muster.assignmentservice.security.TokenStore;
import dev.muster.assignmentservice.security.postgres.PostgresOrganizationTree;
import dev.muster.assignmentservice.security.postgres.PostgresTokenStore;
import dev.muster.assignmentservice.system.SystemStore;
import dev.muster.assignmentservice.system.postgres.PostgresSystemStore;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.user.postgres.PostgresUserStore;
import dev.muster.messaging.DatabaseRequirement;
import dev.muster.messaging.database.DatabaseGauges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the PostgreSQL stores. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

    /** The views of this schema depend on one of the ingest service, which may be starting at the same time. */
    @Bean
    DatabaseRequirement inventoryView() {
        return new InventoryView();
    }

    @Bean
    OwnershipStore ownershipStore(JdbcTemplate jdbc, OwnerProjection projection) {
        return new PostgresOwnershipStore(jdbc, projection);
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
    RuleEngines ruleEngines(JdbcTemplate jdbc) {
        return new PostgresRuleEngines(jdbc);
    }

    @Bean
    Candidates ruleCandidates(JdbcTemplate jdbc) {
        return new PostgresCandidates(jdbc);
    }

    @Bean
    RebrandingQueue rebrandingQueue(JdbcTemplate jdbc) {
        return new PostgresRebrandingQueue(jdbc);
    }

    @Bean
    OrganizationStore organizationStore(JdbcTemplate jdbc) {
        return new PostgresOrganizationStore(jdbc);
    }

    @Bean
    OrganizationViews organizationViews(JdbcTemplate jdbc) {
        return new PostgresOrganizationViews(jdbc);
    }

    @Bean
    ImageStore imageStore(JdbcTemplate jdbc) {
        return new PostgresImageStore(jdbc);
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
    CommandLog commandLog(JdbcTemplate jdbc, ReceivedRecordReader reader) {
        return new PostgresCommandLog(jdbc, reader);
    }

    @Bean
    IdempotentRequests directoryRequests(JdbcTemplate jdbc) {
        return new PostgresIdempotentRequests(jdbc);
    }

    @Bean
    OrganizationTree organizationTree(JdbcTemplate jdbc, OrganizationStore organizations) {
        return new PostgresOrganizationTree(jdbc, organizations);
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
    PostgresApplicationListProjection applicationListProjection(JdbcTemplate jdbc) {
        return new PostgresApplicationListProjection(jdbc);
    }

    @Bean
    DatabaseGauges.Queries queueQueries() {
        return new DatabaseGauges.Queries(QueueMetrics.QUERIES);
    }
}
