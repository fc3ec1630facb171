package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.OutcomeStatus;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.system.ChangeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;

/** What happens to an application while its first command is under way. */
class ReturnRaceTest {

    private static final String STATE = """
            select a.organization_id as view_owner, o.organization_id as row_owner, o.incarnation, o.revision,
                   v.incarnation as inventory_incarnation, h.after->>'organization_id' as last_event_owner,
                   h.revision as last_event_revision, l.owner_id as listed_owner
              from applications a
              join inventory.applications v using (application_id)
              join ownership o using (application_id)
              left join listed_owner l using (application_id)
              left join lateral (select * from ownership_history h
                                  where h.application_id = a.application_id order by revision desc limit 1) h on true
             where a.application_id = ?
            """;

    private static final String IS_WAITED_FOR =
            "select exists (select from pg_stat_activity where ? = any(pg_blocking_pids(pid)))";

    private final RulesOnPostgres rules = RulesOnPostgres.createForThreads();
    private final Names names = new Names("r" + UUID.randomUUID().toString().substring(0, 8), rules.clock.instant());
    private final String application = names.application(0);
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @BeforeEach
    void registerOrganizations() {
        Run.registerOrganizations(rules, names);
    }

    @AfterEach
    void endThread() {
        other.shutdownNow();
    }

    @Test
    void aFirstAssignmentThatWaitsWhileItsApplicationReturnsIsDecidedForTheNewLife()
            throws InterruptedException, ExecutionException {
        rules.inventory.appear(application);
        List<Future<?>> assignment = new ArrayList<>();
        rules.transactions.executeWithoutResult(status -> {
            rules.jdbc.queryForList(
                    "select from organization where organization_id = ? for update", names.organization(0));
            assignment.add(other.submit(() -> rules.transactions.executeWithoutResult(inOther -> assign(1, false))));
            awaitWaiting(assignment.get(0));
            removeAndReturn();
            rulesInASessionOfTheirOwn(() -> rules.decide.follow(List.of(ApplicationChanged.returned(application))));
        });
        assertThatThrownBy(() -> assignment.get(0).get()).hasCauseInstanceOf(ConcurrencyFailureException.class);

        rules.transactions.executeWithoutResult(status -> assign(1, false));

        assertThatAllSay(names.organization(0));
        assertThat(changes()).containsExactly(OwnershipChange.Kind.ASSIGNED);
    }

    @Test
    void aFirstAssignmentThatIsCommittedBehindTheReturnOfItsApplicationIsTakenBackOnce()
            throws InterruptedException, ExecutionException {
        rules.inventory.appear(application);
        List<Future<?>> following = new ArrayList<>();
        rules.transactions.executeWithoutResult(status -> {
            assign(1, false);
            rulesInASessionOfTheirOwn(this::removeAndReturn);
            following.add(other.submit(() -> rules.transactions.executeWithoutResult(
                    inOther -> rules.decide.follow(List.of(ApplicationChanged.returned(application))))));
            awaitWaiting(following.get(0));
        });
        following.get(0).get();
        assertThatAllSay(null);

        rules.transactions.executeWithoutResult(
                status -> rules.decide.follow(List.of(ApplicationChanged.returned(application))));

        assertThatAllSay(null);
        assertThat(changes()).containsExactly(OwnershipChange.Kind.ASSIGNED, OwnershipChange.Kind.RETURNED_UNASSIGNED);
    }

    @Test
    void aCommandThatBeginsToWaitWhileItsApplicationAppearsIsDecided() throws InterruptedException, ExecutionException {
        rules.transactions.executeWithoutResult(status -> {
            assign(1, true);
            rulesInASessionOfTheirOwn(() -> rules.inventory.appear(application));
            rulesInASessionOfTheirOwn(() -> rules.decide.follow(List.of(ApplicationChanged.changed(application))));
        });
        assertThat(outcome(1)).isEqualTo(OutcomeStatus.WAITING.name());

        rules.untilDone(rules.sweep::catchUp);

        assertThat(outcome(1)).isEqualTo(OutcomeStatus.APPLIED.name());
        assertThatAllSay(names.organization(0));
    }

    @Test
    void aCommandThatBeginsToWaitWhileItsApplicationReturnsIsDecided() throws InterruptedException, ExecutionException {
        rules.inventory.appear(application);
        rules.inventory.remove(application);
        rules.transactions.executeWithoutResult(status -> {
            assign(1, true);
            rulesInASessionOfTheirOwn(() -> rules.inventory.appear(application));
            rulesInASessionOfTheirOwn(() -> rules.decide.follow(List.of(ApplicationChanged.returned(application))));
        });

        rules.untilDone(rules.sweep::catchUp);

        assertThat(outcome(1)).isEqualTo(OutcomeStatus.APPLIED.name());
        assertThatAllSay(names.organization(0));
    }

    @Test
    void aFirstAssignmentUnderWayIsTakenBackByAMoveOfItsSystem() throws InterruptedException, ExecutionException {
        rules.inventory.appear(application);
        moveSystem(1, names.organization(1));
        List<Future<?>> move = new ArrayList<>();
        rules.transactions.executeWithoutResult(status -> {
            assign(1, false);
            move.add(other.submit(() -> moveSystem(2, names.organization(2))));
            awaitWaiting(move.get(0));
        });
        move.get(0).get();

        assertThatAllSay(null);
        assertThat(changes()).containsExactly(OwnershipChange.Kind.ASSIGNED, OwnershipChange.Kind.UNASSIGNED);
    }

    private void removeAndReturn() {
        rules.inventory.remove(application);
        rules.inventory.appear(application);
    }

    private void moveSystem(int number, String organization) {
        rules.transactions.executeWithoutResult(status -> rules.directory.apply(List.of(new DirectoryCommand(
                names.directoryCommandId(number),
                names.start(),
                Names.DIRECTORY_ISSUER,
                new ChangeSystem(names.run(), null, organization, false),
                null))));
    }

    private void assign(int command, boolean waits) {
        OwnershipCommand one = names.command(
                new Step.Command(command, 0, OwnershipAction.Kind.ASSIGN_ORGANIZATION, 0, null, waits, null));
        rules.decide.decide(List.of(one));
    }

    /** In a transaction that does not take part in the one of this thread. */
    private void rulesInASessionOfTheirOwn(Runnable work) {
        ExecutorService session = Executors.newSingleThreadExecutor();
        try {
            session.submit(() -> rules.transactions.executeWithoutResult(status -> work.run()))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            session.shutdownNow();
        }
    }

    /** Until the other transaction waits for the one of this thread. */
    private void awaitWaiting(Future<?> waiting) {
        Integer pid = rules.jdbc.queryForObject("select pg_backend_pid()", Integer.class);
        await().until(() ->
                waiting.isDone() || Boolean.TRUE.equals(rules.jdbc.queryForObject(IS_WAITED_FOR, Boolean.class, pid)));
    }

    private void assertThatAllSay(@Nullable String owner) {
        Map<String, @Nullable Object> state = rules.jdbc.queryForMap(STATE, application);
        assertThat(state)
                .containsEntry("view_owner", owner)
                .containsEntry("row_owner", owner)
                .containsEntry("last_event_owner", owner)
                .containsEntry("listed_owner", Objects.requireNonNullElse(owner, ""))
                .containsEntry("incarnation", state.get("inventory_incarnation"))
                .containsEntry("revision", state.get("last_event_revision"));
    }

    private @Nullable String outcome(int command) {
        return rules.jdbc.queryForObject(
                "select status from command_outcome where command_id = ?", String.class, names.commandId(command));
    }

    private List<OwnershipChange.Kind> changes() {
        return rules.published.changes.stream()
                .filter(change -> change.applicationId().equals(application))
                .map(OwnershipChange::kind)
                .toList();
    }
}
