package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.Outcome;
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
class ReturnRaceIT {

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

    private static final String IS_BLOCKING =
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
    void stopThread() {
        other.shutdownNow();
    }

    @Test
    void firstAssignmentBlockedDuringReturnIsForNewIncarnation() throws InterruptedException, ExecutionException {
        rules.inventory.appear(application);
        List<Future<?>> assignment = new ArrayList<>();
        rules.transactions.executeWithoutResult(status -> {
            rules.jdbc.queryForList(
                    "select from organization where organization_id = ? for update", names.organization(0));
            assignment.add(
                    other.submit(() -> rules.transactions.executeWithoutResult(otherStatus -> assign(1, false))));
            awaitBlocked(assignment.get(0));
            removeAndReturn();
            runInOtherTransaction(
                    () -> rules.commandHandler.handleChanges(List.of(ApplicationChanged.returned(application))));
        });
        assertThatThrownBy(() -> assignment.get(0).get()).hasCauseInstanceOf(ConcurrencyFailureException.class);

        rules.transactions.executeWithoutResult(status -> assign(1, false));

        assertOwnerEverywhere(names.organization(0));
        assertThat(changes()).containsExactly(OwnershipChange.Kind.ASSIGNED);
    }

    @Test
    void firstAssignmentCommittedAfterReturnIsUnassignedOnce() throws InterruptedException, ExecutionException {
        rules.inventory.appear(application);
        List<Future<?>> handling = new ArrayList<>();
        rules.transactions.executeWithoutResult(status -> {
            assign(1, false);
            runInOtherTransaction(this::removeAndReturn);
            handling.add(other.submit(() -> rules.transactions.executeWithoutResult(otherStatus ->
                    rules.commandHandler.handleChanges(List.of(ApplicationChanged.returned(application))))));
            awaitBlocked(handling.get(0));
        });
        handling.get(0).get();
        assertOwnerEverywhere(null);

        rules.transactions.executeWithoutResult(
                status -> rules.commandHandler.handleChanges(List.of(ApplicationChanged.returned(application))));

        assertOwnerEverywhere(null);
        assertThat(changes()).containsExactly(OwnershipChange.Kind.ASSIGNED, OwnershipChange.Kind.RETURNED_UNASSIGNED);
    }

    @Test
    void commandIsDecidedWhenApplicationAppearsConcurrently() throws InterruptedException, ExecutionException {
        rules.transactions.executeWithoutResult(status -> {
            assign(1, true);
            runInOtherTransaction(() -> rules.inventory.appear(application));
            runInOtherTransaction(
                    () -> rules.commandHandler.handleChanges(List.of(ApplicationChanged.changed(application))));
        });
        assertThat(outcome(1)).isEqualTo(Outcome.Status.WAITING.name());

        rules.runUntilDone(rules.sweeper::decidePresent);

        assertThat(outcome(1)).isEqualTo(Outcome.Status.APPLIED.name());
        assertOwnerEverywhere(names.organization(0));
    }

    @Test
    void commandIsDecidedWhenApplicationReturnsConcurrently() throws InterruptedException, ExecutionException {
        rules.inventory.appear(application);
        rules.inventory.remove(application);
        rules.transactions.executeWithoutResult(status -> {
            assign(1, true);
            runInOtherTransaction(() -> rules.inventory.appear(application));
            runInOtherTransaction(
                    () -> rules.commandHandler.handleChanges(List.of(ApplicationChanged.returned(application))));
        });

        rules.runUntilDone(rules.sweeper::decidePresent);

        assertThat(outcome(1)).isEqualTo(Outcome.Status.APPLIED.name());
        assertOwnerEverywhere(names.organization(0));
    }

    @Test
    void systemMoveUnassignsConcurrentFirstAssignment() throws InterruptedException, ExecutionException {
        rules.inventory.appear(application);
        moveSystem(1, names.organization(1));
        List<Future<?>> move = new ArrayList<>();
        rules.transactions.executeWithoutResult(status -> {
            assign(1, false);
            move.add(other.submit(() -> moveSystem(2, names.organization(2))));
            awaitBlocked(move.get(0));
        });
        move.get(0).get();

        assertOwnerEverywhere(null);
        assertThat(changes()).containsExactly(OwnershipChange.Kind.ASSIGNED, OwnershipChange.Kind.UNASSIGNED);
    }

    private void removeAndReturn() {
        rules.inventory.remove(application);
        rules.inventory.appear(application);
    }

    private void moveSystem(int number, String organization) {
        rules.transactions.executeWithoutResult(status -> rules.directoryHandler.apply(List.of(new DirectoryCommand(
                names.directoryCommandId(number),
                names.start(),
                Names.DIRECTORY_ISSUER,
                new ChangeSystem(names.run(), null, organization, false),
                null))));
    }

    private void assign(int command, boolean waits) {
        OwnershipCommand one = names.command(
                new Step.Command(command, 0, OwnershipAction.Kind.ASSIGN_ORGANIZATION, 0, null, waits, null));
        rules.commandHandler.decide(List.of(one));
    }

    /** Runs in a transaction separate from the one of this thread. */
    private void runInOtherTransaction(Runnable work) {
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

    /** Waits until the other transaction is blocked by the one of this thread. */
    private void awaitBlocked(Future<?> waiting) {
        Integer pid = rules.jdbc.queryForObject("select pg_backend_pid()", Integer.class);
        await().until(() ->
                waiting.isDone() || Boolean.TRUE.equals(rules.jdbc.queryForObject(IS_BLOCKING, Boolean.class, pid)));
    }

    private void assertOwnerEverywhere(@Nullable String owner) {
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
