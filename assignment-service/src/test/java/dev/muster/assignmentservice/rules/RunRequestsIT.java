package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.run.BulkRuns;
import dev.muster.assignmentservice.run.PlanTokens;
import dev.muster.assignmentservice.run.PublishRules;
import dev.muster.assignmentservice.run.Run;
import dev.muster.assignmentservice.run.RunControl;
import dev.muster.assignmentservice.run.RunCounts;
import dev.muster.assignmentservice.run.RunRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Requests about runs that come at the wrong moment: each is refused with a code, and nothing is half done. */
class RunRequestsIT {

    private static final OwnershipAction UNASSIGN =
            new OwnershipAction(OwnershipAction.Kind.UNASSIGN_ORGANIZATION, null);

    private final RulesOnPostgres rules = RulesOnPostgres.createForThreads();

    @BeforeEach
    void withoutRuns() {
        rules.jdbc.update("delete from run");
        rules.jdbc.update("delete from rule_set");
        rules.jdbc.update("update rule_state set version = nextval('rule_version')");
    }

    @Test
    void ofTwoPublishesAtOnceTheSecondIsRefusedUntilTheFirstIsInForce() {
        publish("first", null);

        assertThat(reason(publish("second", null))).isEqualTo("publish_in_progress");
        work();
        assertThat(reason(publish("second", null))).isNull();
        work();
        assertThat(rules.jdbc.queryForList("select revision from rule_set order by revision", Long.class))
                .containsExactly(1L, 2L);
    }

    @Test
    void aPublishThatIsStoppedWhileItCountsChangesNothingAndAnotherOneMayFollow() {
        UUID run = publish("first", null).command().commandId();

        assertThat(runOf(control(() -> rules.control.stop(run)))).isEqualTo(Run.State.REFUSED);

        assertThat(rules.jdbc.queryForList("select revision from rule_set", Long.class))
                .isEmpty();
        assertThat(problem(() -> rules.control.resume(run))).isEqualTo("run_finished");
        assertThat(problem(() -> undo(run))).isEqualTo("not_undoable");
        assertThat(reason(publish("second", null))).isNull();
    }

    @Test
    void aRunIsUndoneOnceAndNotWhileItWorks() {
        UUID run = publish("first", null).command().commandId();
        assertThat(problem(() -> undo(run))).isEqualTo("run_at_work");
        work();

        assertThat(problem(() -> undo(run))).isNull();
        assertThat(problem(() -> undo(run))).isEqualTo("already_undone");
        work();
        assertThat(problem(() -> undo(run))).isEqualTo("already_undone");
        assertThat(problem(() -> rules.control.stop(run))).isEqualTo("run_finished");
        assertThat(problem(() -> undo(UUID.randomUUID()))).isEqualTo("run_not_found");
    }

    @Test
    void aPublishIsNotUndoneWhileLaterRulesAreInForce() {
        UUID first = publish("first", null).command().commandId();
        work();
        publish("second", null);
        work();

        assertThat(problem(() -> undo(first))).isEqualTo("superseded");
    }

    @Test
    void aPlanTokenIsForOneHourOneDocumentAndOneRevision() {
        String token = token("first");
        assertThat(reason(publish("second", token))).isEqualTo("plan_token_other");
        rules.clock.advance(PlanTokens.VALIDITY);
        assertThat(reason(publish("first", token))).isEqualTo("plan_token_expired");

        String outdated = token("first");
        publish("other", null);
        work();
        assertThat(reason(publish("first", outdated))).isEqualTo("plan_token_outdated");
        assertThat(reason(publish("first", "nope"))).isEqualTo("plan_token_invalid");
    }

    @Test
    void anOrganizationHasAtMostFiveUnfinishedRuns() {
        UUID done = publish("first", null).command().commandId();
        work();
        for (int i = 0; i < 5; i++) {
            assertThat(reason(publish("at most", null))).isNull();
            rules.jdbc.update("delete from run where state = 'COUNTING'");
            stopped();
        }

        assertThat(reason(publish("too many", null))).isEqualTo("too_many_runs");
        assertThat(problem(() -> undo(done))).isEqualTo("too_many_runs");
        assertThat(code(begin(UUID.randomUUID()))).isEqualTo("too_many_runs");
        UUID one = rules.jdbc.queryForObject("select run_id from run where state = 'STOPPED' limit 1", UUID.class);
        assertThat(problem(() -> undo(Objects.requireNonNull(one)))).isNull();
    }

    @Test
    void ofTwoThatBeginTheFifthRunAtOnceOneIsRefused() {
        for (int i = 0; i < 4; i++) {
            stopped();
        }
        TransactionTemplate meanwhile =
                new TransactionTemplate(Objects.requireNonNull(rules.transactions.getTransactionManager()));
        meanwhile.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        String refused = rules.transactions.execute(status -> {
            assertThat(begin(UUID.randomUUID())).isNull();
            meanwhile.executeWithoutResult(other -> {
                assertThat(begin(UUID.randomUUID())).isNull();
                assertThat(rules.bulkRuns.checkNumber(RuleSet.PLATFORM)).isNull();
            });
            status.setRollbackOnly();
            return Objects.requireNonNull(code(rules.bulkRuns.checkNumber(RuleSet.PLATFORM)));
        });

        assertThat(refused).isEqualTo("too_many_runs");
        assertThat(rules.jdbc.queryForObject("select count(*) from run", Long.class))
                .isEqualTo(5);
    }

    private BulkRuns.@Nullable Problem begin(UUID runId) {
        return rules.bulkRuns.begin(runId, RuleSet.PLATFORM, "alice", UNASSIGN, rules.clock.instant());
    }

    private static @Nullable String code(BulkRuns.@Nullable Problem problem) {
        return problem == null ? null : problem.code();
    }

    /** A stopped run of the platform. */
    private void stopped() {
        rules.runs.add(new Run(
                UUID.randomUUID(),
                Run.Kind.BULK,
                Run.State.STOPPED,
                RuleSet.PLATFORM,
                "alice",
                new RunRequest.Bulk(UNASSIGN),
                RunCounts.NONE,
                null,
                "",
                "",
                null,
                rules.clock.instant(),
                null));
    }

    private static String document(String id) {
        return "{\"rules\":[{\"id\":\"" + id.replace(' ', '-') + "\",\"mode\":\"ENFORCE\",\"match\":"
                + "[{\"field\":\"instance_of\",\"op\":\"equals\",\"value\":\"of nobody\"}],"
                + "\"target\":{\"from\":\"system_owner\"},\"on_unmatch\":\"KEEP\"}]}";
    }

    private String token(String id) {
        return rules.planTokens.create(
                PlanTokens.subjectOf(RuleSet.PLATFORM, document(id)), 0, 0, rules.clock.instant());
    }

    private DirectoryOutcome publish(String id, @Nullable String token) {
        DirectoryCommand command = new DirectoryCommand(
                UUID.randomUUID(),
                rules.clock.instant(),
                "alice",
                new PublishRules(RuleSet.PLATFORM, document(id), null, token),
                null);
        rules.clock.advance(Duration.ofSeconds(1));
        return Objects.requireNonNull(
                        rules.transactions.execute(status -> rules.directoryHandler.apply(List.of(command))))
                .get(0);
    }

    private static @Nullable String reason(DirectoryOutcome outcome) {
        return outcome.reason();
    }

    private RunControl.Result undo(UUID run) {
        return rules.control.undo(run, UUID.randomUUID(), "alice", rules.clock.instant());
    }

    private @Nullable String problem(Supplier<RunControl.Result> request) {
        return control(request).problem();
    }

    private RunControl.Result control(Supplier<RunControl.Result> request) {
        return Objects.requireNonNull(rules.transactions.execute(status -> request.get()));
    }

    private static Run.State runOf(RunControl.Result result) {
        return Objects.requireNonNull(result.run()).state();
    }

    private void work() {
        rules.runUntilDone(() -> rules.executor.step()
                || Objects.requireNonNull(rules.jdbc.queryForObject(
                                "select count(*) from run where state in ('COUNTING', 'RUNNING')", Long.class))
                        > 0);
    }
}
