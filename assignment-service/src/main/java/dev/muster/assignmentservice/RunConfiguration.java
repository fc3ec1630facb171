package dev.muster.assignmentservice;

import dev.muster.assignmentservice.ScheduledTasks.ScheduledTask;
import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.directory.CommandLog;
import dev.muster.assignmentservice.directory.kafka.OutboxDirectoryPublisher;
import dev.muster.assignmentservice.media.ImageStore;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.BulkOwnershipHandler;
import dev.muster.assignmentservice.ownership.InventoryProgress;
import dev.muster.assignmentservice.ownership.OwnershipPublisher;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.RuleEngines;
import dev.muster.assignmentservice.run.BulkChanges;
import dev.muster.assignmentservice.run.BulkRuns;
import dev.muster.assignmentservice.run.DeleteOrganizationHandler;
import dev.muster.assignmentservice.run.OrganizationDeletion;
import dev.muster.assignmentservice.run.OwnerFromSystem;
import dev.muster.assignmentservice.run.PlanPreview;
import dev.muster.assignmentservice.run.PlanTokens;
import dev.muster.assignmentservice.run.Planner;
import dev.muster.assignmentservice.run.RuleAuditor;
import dev.muster.assignmentservice.run.RuleSetActionHandler;
import dev.muster.assignmentservice.run.RuleSetPublisher;
import dev.muster.assignmentservice.run.RuleSetReader;
import dev.muster.assignmentservice.run.RuleSets;
import dev.muster.assignmentservice.run.RuleTriggers;
import dev.muster.assignmentservice.run.RunControl;
import dev.muster.assignmentservice.run.RunExecutor;
import dev.muster.assignmentservice.run.RunStore;
import dev.muster.assignmentservice.run.postgres.PostgresPlanTokens;
import dev.muster.assignmentservice.run.postgres.PostgresRuleSets;
import dev.muster.assignmentservice.run.postgres.PostgresRunStore;
import dev.muster.assignmentservice.run.postgres.WaitingEvents;
import dev.muster.assignmentservice.security.AssignmentAccess;
import dev.muster.assignmentservice.security.OrganizationTree;
import dev.muster.assignmentservice.security.TokenStore;
import dev.muster.assignmentservice.system.SystemActionHandler;
import dev.muster.assignmentservice.system.SystemStore;
import dev.muster.assignmentservice.user.UserStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires rule sets, and the runs that publish them and change ownerships in bulk. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class RunConfiguration {

    private static final Logger log = LoggerFactory.getLogger(RuleAuditor.class);
    /** How long finished runs and their results are kept. */
    private static final Duration RETENTION = Duration.ofDays(90);

    private static final Duration INTERVAL = Duration.ofMillis(250);

    /** A step decides about some 1,000 applications: less than 1 % of a core. */
    private static final Duration AUDIT_INTERVAL = Duration.ofSeconds(2);

    @Bean
    RunStore runStore(JdbcTemplate jdbc) {
        return new PostgresRunStore(jdbc);
    }

    @Bean
    RuleSets ruleSets(JdbcTemplate jdbc) {
        return new PostgresRuleSets(jdbc);
    }

    @Bean
    RuleSetReader ruleSetReader(OrganizationTree tree) {
        return new RuleSetReader(tree);
    }

    @Bean
    PlanTokens planTokens(JdbcTemplate jdbc) {
        return new PlanTokens(new PostgresPlanTokens(jdbc));
    }

    @Bean
    Planner planner(Candidates candidates) {
        return new Planner(candidates);
    }

    @Bean
    PlanPreview planPreview(Planner planner, PlanTokens tokens, Clock clock) {
        return new PlanPreview(planner, tokens, clock);
    }

    @Bean
    RuleTriggers ruleTriggers(OutboxDirectoryPublisher publisher, RuleEngines engines, RunStore runs) {
        return new RuleTriggers(publisher, engines, runs);
    }

    @Bean
    BulkRuns bulkRuns(RunStore runs, Candidates candidates, OwnershipStore ownerships, PlanTokens tokens) {
        return new BulkRuns(runs, candidates, ownerships, tokens);
    }

    @Bean
    RunControl runControl(RunStore runs, RuleSets ruleSets) {
        return new RunControl(runs, ruleSets);
    }

    @Bean
    RuleSetActionHandler ruleSetActions(
            RuleSets ruleSets,
            RuleSetReader reader,
            RunStore runs,
            PlanTokens tokens,
            OrganizationStore organizations) {
        return new RuleSetActionHandler(ruleSets, reader, runs, tokens, organizations);
    }

    @Bean
    BulkOwnershipHandler bulkOwnershipHandler(
            AssignmentAccess access, OwnershipStore ownerships, OwnershipPublisher publisher, Clock clock) {
        return new BulkOwnershipHandler(access, ownerships, publisher, clock);
    }

    @Bean
    DeleteOrganizationHandler deleteOrganizationActions(OrganizationStore organizations, RunStore runs) {
        return new DeleteOrganizationHandler(organizations, runs);
    }

    @Bean
    BulkChanges bulkChanges(RunStore runs, BulkOwnershipHandler ownerships, AssignmentCommandHandler handler) {
        return new BulkChanges(runs, ownerships, handler);
    }

    @Bean
    OrganizationDeletion organizationDeletion(
            RunStore runs,
            BulkChanges bulkChanges,
            BulkOwnershipHandler bulkOwnerships,
            OwnershipStore ownerships,
            CommandLog directory,
            OrganizationStore organizations,
            UserStore users,
            AssociationStore associations,
            SystemStore systems,
            SystemActionHandler systemActions,
            TokenStore tokens,
            ImageStore images,
            RuleSets ruleSets,
            RuleSetPublisher ruleSetPublisher,
            RuleTriggers publisher,
            Clock clock) {
        return new OrganizationDeletion(
                runs,
                bulkChanges,
                bulkOwnerships,
                ownerships,
                directory,
                organizations,
                users,
                associations,
                systems,
                systemActions,
                tokens,
                images::removeUnused,
                ruleSets,
                ruleSetPublisher,
                publisher,
                clock);
    }

    @Bean
    RunExecutor runExecutor(
            RunStore runs,
            RuleSets ruleSets,
            RuleSetPublisher publisher,
            RuleEngines engines,
            Candidates candidates,
            AssignmentCommandHandler handler,
            CommandLog directory,
            BulkChanges bulkChanges,
            OrganizationDeletion deletion,
            JdbcTemplate jdbc,
            Clock clock) {
        return new RunExecutor(
                runs,
                ruleSets,
                publisher,
                engines,
                candidates,
                handler,
                directory,
                bulkChanges,
                deletion,
                new WaitingEvents(jdbc),
                clock);
    }

    /** Stored when the service starts; the interval only matters if another instance has stored another value since. */
    @Bean
    ScheduledTask storeOwnerFromSystem(
            RuleSets ruleSets,
            RunStore runs,
            Clock clock,
            @Value("${muster.owner-from-system}") boolean ownerFromSystem) {
        OwnerFromSystem setting = new OwnerFromSystem(ruleSets, runs, clock);
        return new ScheduledTask("store the setting of systems' owners", Duration.ofDays(1), () -> {
            setting.save(ownerFromSystem);
            return false;
        });
    }

    @Bean
    ScheduledTask executeRuns(RunExecutor executor) {
        return new ScheduledTask("execute runs", INTERVAL, executor::step);
    }

    @Bean
    ScheduledTask followSystems(RunExecutor executor) {
        return new ScheduledTask("apply rules to systems", INTERVAL, executor::followSystem);
    }

    @Bean
    ScheduledTask deleteOldRuns(RunStore runs, Clock clock) {
        return new ScheduledTask(
                "delete old runs",
                Duration.ofHours(1),
                () -> runs.deleteFinishedBefore(clock.instant().minus(RETENTION)));
    }

    @Bean
    RuleAuditor ruleAuditor(
            Candidates candidates,
            RuleEngines engines,
            RunStore runs,
            AssignmentCommandHandler handler,
            InventoryProgress progress,
            Clock clock,
            MeterRegistry registry) {
        RuleAuditor auditor = new RuleAuditor(
                candidates,
                engines,
                runs,
                handler,
                progress,
                id -> log.warn("rules decide otherwise, deciding anew application_id={}", id),
                clock);
        Gauge.builder("muster.rules.differences", auditor, RuleAuditor::differences)
                .description(
                        "Applications whose owner the rules would change though all events were handled, as the last"
                                + " pass has counted them; 0 when all is well")
                .register(registry);
        return auditor;
    }

    @Bean
    ScheduledTask ruleAudit(RuleAuditor auditor) {
        return new ScheduledTask("audit rules", AUDIT_INTERVAL, auditor::step);
    }
}
