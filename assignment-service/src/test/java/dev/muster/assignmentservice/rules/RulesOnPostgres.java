package dev.muster.assignmentservice.rules;

import dev.muster.assignmentservice.application.postgres.PostgresApplicationListProjection;
import dev.muster.assignmentservice.association.AssociationActionHandler;
import dev.muster.assignmentservice.association.postgres.PostgresAssociationStore;
import dev.muster.assignmentservice.directory.DirectoryAccess;
import dev.muster.assignmentservice.directory.DirectoryCommandHandler;
import dev.muster.assignmentservice.directory.ParkingSettings;
import dev.muster.assignmentservice.directory.postgres.PostgresCommandLog;
import dev.muster.assignmentservice.media.postgres.PostgresImageStore;
import dev.muster.assignmentservice.organization.OrganizationActionHandler;
import dev.muster.assignmentservice.organization.postgres.PostgresOrganizationStore;
import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.BulkOwnershipHandler;
import dev.muster.assignmentservice.ownership.RebrandingPropagator;
import dev.muster.assignmentservice.ownership.RebrandingSettings;
import dev.muster.assignmentservice.ownership.SystemUnassigner;
import dev.muster.assignmentservice.ownership.WaitingCommandSweeper;
import dev.muster.assignmentservice.ownership.WaitingSettings;
import dev.muster.assignmentservice.ownership.postgres.PostgresOutcomeStore;
import dev.muster.assignmentservice.ownership.postgres.PostgresOwnershipStore;
import dev.muster.assignmentservice.ownership.postgres.PostgresRebrandingQueue;
import dev.muster.assignmentservice.ownership.postgres.PostgresWaitingCommands;
import dev.muster.assignmentservice.pipeline.Inventory;
import dev.muster.assignmentservice.rule.postgres.PostgresCandidates;
import dev.muster.assignmentservice.rule.postgres.PostgresRuleEngines;
import dev.muster.assignmentservice.run.BulkChanges;
import dev.muster.assignmentservice.run.BulkRuns;
import dev.muster.assignmentservice.run.DeleteOrganizationHandler;
import dev.muster.assignmentservice.run.OrganizationDeletion;
import dev.muster.assignmentservice.run.OwnerFromSystem;
import dev.muster.assignmentservice.run.PlanTokens;
import dev.muster.assignmentservice.run.RuleSetActionHandler;
import dev.muster.assignmentservice.run.RuleSetPublisher;
import dev.muster.assignmentservice.run.RuleSetReader;
import dev.muster.assignmentservice.run.RuleSets;
import dev.muster.assignmentservice.run.RuleTriggers;
import dev.muster.assignmentservice.run.RunControl;
import dev.muster.assignmentservice.run.RunExecutor;
import dev.muster.assignmentservice.run.postgres.PostgresPlanTokens;
import dev.muster.assignmentservice.run.postgres.PostgresRuleSets;
import dev.muster.assignmentservice.run.postgres.PostgresRunStore;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.AssignmentAccess;
import dev.muster.assignmentservice.security.postgres.PostgresOrganizationTree;
import dev.muster.assignmentservice.security.postgres.PostgresTokenStore;
import dev.muster.assignmentservice.system.SystemActionHandler;
import dev.muster.assignmentservice.system.postgres.PostgresSystemStore;
import dev.muster.assignmentservice.user.MembershipActionHandler;
import dev.muster.assignmentservice.user.UserActionHandler;
import dev.muster.assignmentservice.user.postgres.PostgresUserStore;
import dev.muster.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The handlers with their stores, in a schema of their own that no running service uses. */
public final class RulesOnPostgres {

    private static final RuleSetPublisher NO_EVENTS = new RuleSetPublisher() {
        @Override
        public void publish(RuleSets.Published set) {}

        @Override
        public void publishRemoval(String setKey) {}
    };

    private static final String SCHEMA = "assignment_rules";
    static final int MAX_WAITING = 3;
    static final Duration EXPIRES_AFTER = Duration.ofSeconds(1_000);

    /** Applications whose owner or presence in lists differs from the view after the list is updated. */
    static final String LIST_MISMATCHES = """
            select application_id
              from applications a
              full join listed_owner l using (application_id)
             where starts_with(application_id, ?)
               and (l.owner_id, l.present)
                   is distinct from (coalesce(a.organization_id, ''), a.application_id is not null and a.deleted_at is null)
            """;

    public final Inventory inventory;
    public final JdbcTemplate jdbc;
    public final TransactionTemplate transactions;
    /** The time until which events of inventory have been handled; null: all of them. */
    public @Nullable Instant handledUntil;

    public final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00.000001Z"));
    public final Published published = new Published();
    public final AssignmentCommandHandler commandHandler;
    public final WaitingCommandSweeper sweeper;
    public final RebrandingPropagator propagator;
    public final PostgresApplicationListProjection projection;
    public final DirectoryCommandHandler directoryHandler;
    public final PostgresRunStore runs;
    public final RunExecutor executor;
    public final RunControl control;
    final OwnerFromSystem ownerFromSystem;
    final PlanTokens planTokens;
    final BulkRuns bulkRuns;

    private RulesOnPostgres(Infrastructure infrastructure, DataSource migrations, DataSource dataSource) {
        inventory = Inventory.of(infrastructure, clock);
        Flyway.configure()
                .dataSource(migrations)
                .defaultSchema(SCHEMA)
                .createSchemas(false)
                .locations("classpath:db/outbox", "classpath:db/migration")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(dataSource);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        projection = new PostgresApplicationListProjection(jdbc);
        PostgresOwnershipStore ownerships = new PostgresOwnershipStore(jdbc, projection);
        PostgresWaitingCommands waiting = new PostgresWaitingCommands(jdbc);
        WaitingSettings settings = new WaitingSettings(EXPIRES_AFTER, MAX_WAITING, Duration.ofSeconds(1), 2);
        PostgresOrganizationStore organizations = new PostgresOrganizationStore(jdbc);
        PostgresOrganizationTree organizationTree = new PostgresOrganizationTree(jdbc, organizations);
        PostgresRuleEngines engines = new PostgresRuleEngines(jdbc);
        PostgresCandidates candidates = new PostgresCandidates(jdbc);
        runs = new PostgresRunStore(jdbc);
        PostgresRuleSets ruleSets = new PostgresRuleSets(jdbc);
        PostgresCommandLog commandLog = new PostgresCommandLog(jdbc, record -> {
            throw new IllegalStateException("tests of rules do not park commands");
        });
        commandHandler = new AssignmentCommandHandler(
                new AssignmentAccess(organizationTree),
                ownerships,
                new PostgresOutcomeStore(jdbc),
                waiting,
                published,
                engines,
                candidates,
                settings,
                clock);
        sweeper = new WaitingCommandSweeper(
                waiting, commandHandler, () -> handledUntil == null ? clock.instant() : handledUntil, settings, clock);
        propagator = new RebrandingPropagator(
                new PostgresRebrandingQueue(jdbc),
                ownerships,
                published,
                new RebrandingSettings(2, Duration.ofSeconds(1)),
                clock);
        planTokens = new PlanTokens(new PostgresPlanTokens(jdbc));
        bulkRuns = new BulkRuns(runs, candidates, ownerships, planTokens);
        PostgresUserStore users = new PostgresUserStore(jdbc);
        directoryHandler = new DirectoryCommandHandler(
                new DirectoryAccess(organizationTree),
                List.of(
                        new OrganizationActionHandler(organizations),
                        new DeleteOrganizationHandler(organizations, runs),
                        new UserActionHandler(users, organizations, new AccessScope(organizationTree)),
                        new MembershipActionHandler(users, organizations, new AccessScope(organizationTree)),
                        new AssociationActionHandler(new PostgresAssociationStore(jdbc), organizations),
                        new SystemActionHandler(
                                new PostgresSystemStore(jdbc),
                                organizations,
                                new SystemUnassigner(ownerships, published, clock)),
                        new RuleSetActionHandler(
                                ruleSets, new RuleSetReader(organizationTree), runs, planTokens, organizations)),
                commandLog,
                new RuleTriggers(published, engines, runs),
                new ParkingSettings(Duration.ofMinutes(10), 1_000),
                clock::instant,
                clock);
        PostgresAssociationStore associations = new PostgresAssociationStore(jdbc);
        PostgresSystemStore systems = new PostgresSystemStore(jdbc);
        BulkOwnershipHandler bulkOwnerships =
                new BulkOwnershipHandler(new AssignmentAccess(organizationTree), ownerships, published, clock);
        BulkChanges bulkChanges = new BulkChanges(runs, bulkOwnerships, commandHandler);
        executor = new RunExecutor(
                runs,
                ruleSets,
                NO_EVENTS,
                engines,
                candidates,
                commandHandler,
                commandLog,
                bulkChanges,
                new OrganizationDeletion(
                        runs,
                        bulkChanges,
                        bulkOwnerships,
                        ownerships,
                        commandLog,
                        organizations,
                        users,
                        associations,
                        systems,
                        new SystemActionHandler(
                                systems, organizations, new SystemUnassigner(ownerships, published, clock)),
                        new PostgresTokenStore(jdbc),
                        new PostgresImageStore(jdbc)::removeUnused,
                        ruleSets,
                        NO_EVENTS,
                        new RuleTriggers(published, engines, runs),
                        clock),
                () -> false,
                clock);
        control = new RunControl(runs, ruleSets);
        ownerFromSystem = new OwnerFromSystem(ruleSets, runs, clock);
    }

    /** On the shared servers, with one connection, for one thread. */
    public static RulesOnPostgres create() {
        return create(new SingleConnectionDataSource());
    }

    /** On the shared servers, with a connection for each transaction. */
    public static RulesOnPostgres createForThreads() {
        return create(new DriverManagerDataSource());
    }

    private static RulesOnPostgres create(DriverManagerDataSource connections) {
        Infrastructure infrastructure = Infrastructure.shared();
        new JdbcTemplate(new DriverManagerDataSource(
                        infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword()))
                .execute("create schema if not exists " + SCHEMA + " authorization muster_assignment");
        return new RulesOnPostgres(
                infrastructure,
                configure(new DriverManagerDataSource(), infrastructure),
                configure(connections, infrastructure));
    }

    private static DataSource configure(DriverManagerDataSource dataSource, Infrastructure infrastructure) {
        dataSource.setUrl(infrastructure.jdbcUrl());
        dataSource.setUsername(infrastructure.assignmentUser());
        dataSource.setPassword(infrastructure.assignmentPassword());
        dataSource.setSchema(SCHEMA);
        if (dataSource instanceof SingleConnectionDataSource single) {
            single.setSuppressClose(true);
        }
        return dataSource;
    }

    /** Runs a step in transactions until there is no more work. */
    public void runUntilDone(BooleanSupplier step) {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transactions.execute(status -> step.getAsBoolean()));
        }
    }
}
