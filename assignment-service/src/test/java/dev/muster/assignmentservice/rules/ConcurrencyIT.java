package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.organization.ChangeOrganization;
import dev.muster.assignmentservice.organization.ProfileChange;
import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;

/** Concurrent transactions of several instances: failed ones are retried, as a listener does. */
class ConcurrencyIT {

    private static final int ROUNDS = 60;
    private static final int APPLICATIONS = 6;
    private static final String HISTORY_MISSING =
            "select count(*) from ownership w where starts_with(w.application_id, ?) and w.revision <>"
                    + " (select count(*) from ownership_history h where h.application_id = w.application_id)";

    private static final String IS_BLOCKING =
            "select exists (select from pg_stat_activity where ? = any(pg_blocking_pids(pid)))";

    private final RulesOnPostgres rules = RulesOnPostgres.createForThreads();
    private final Names names = new Names("at" + UUID.randomUUID().toString().substring(0, 8), rules.clock.instant());

    @Test
    void concurrentCommandsAndOrganizationChangesConverge() throws InterruptedException, ExecutionException {
        Run.registerOrganizations(rules, names);
        for (int i = 0; i < APPLICATIONS; i++) {
            rules.inventory.appear(names.application(i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> tasks = new ArrayList<>();
            tasks.add(threads.submit(() -> rounds(this::sameCommands)));
            tasks.add(threads.submit(() -> rounds(this::sameCommands)));
            tasks.add(threads.submit(() -> rounds(this::changeOrganization)));
            tasks.add(threads.submit(() -> rounds(round -> rules.propagator.step())));
            for (Future<?> one : tasks) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        rules.runUntilDone(rules.propagator::step);

        assertThat(count("select count(*) from command_outcome where starts_with(application_id, ?)"))
                .isEqualTo(ROUNDS * 2);
        assertThat(count("select count(*) from ownership w join organization o using (organization_id)"
                        + " where starts_with(w.application_id, ?)"
                        + " and w.rebranding_org_id is distinct from o.resolved_rebranding_org_id"))
                .isZero();
        assertThat(count(HISTORY_MISSING)).isZero();
        assertThat(count("select count(*) from ownership where starts_with(application_id, ?) and revision > 0"))
                .isPositive();
    }

    @Test
    void organizationChangeWaitsForConcurrentAssignment() throws InterruptedException, ExecutionException {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(names.application(0));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            List<Future<?>> change = new ArrayList<>();
            rules.transactions.executeWithoutResult(status -> {
                assign(0, 0);
                change.add(other.submit(
                        () -> rules.transactions.executeWithoutResult(otherStatus -> changeOrganization(0))));
                awaitBlocked(change.get(0));
            });
            change.get(0).get();
        } finally {
            other.shutdownNow();
        }
        rules.runUntilDone(rules.propagator::step);

        assertThat(count("select count(*) from ownership where starts_with(application_id, ?)"
                        + " and rebranding_org_id = organization_id"))
                .isOne();
    }

    @Test
    void secondOfTwoFirstAssignmentsFailsAndSucceedsOnRetry() throws InterruptedException, ExecutionException {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(names.application(0));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            List<Future<?>> second = new ArrayList<>();
            rules.transactions.executeWithoutResult(status -> {
                assign(1, 0);
                second.add(other.submit(() -> rules.transactions.executeWithoutResult(otherStatus -> assign(2, 1))));
                awaitBlocked(second.get(0));
            });
            assertThatThrownBy(() -> second.get(0).get()).hasCauseInstanceOf(TransientDataAccessException.class);
        } finally {
            other.shutdownNow();
        }
        assertThat(owners()).containsExactly(names.organization(0) + " 1");

        rules.transactions.executeWithoutResult(status -> assign(2, 1));

        assertThat(owners()).containsExactly(names.organization(1) + " 2");
    }

    @Test
    void tombstoneKeepsOwnershipJustDecidedForWaitingCommand() throws InterruptedException, ExecutionException {
        Run.registerOrganizations(rules, names);
        String application = names.application(0);
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.decide(List.of(
                names.command(new Step.Command(1, 0, OwnershipAction.Kind.ASSIGN_ORGANIZATION, 0, null, true, null)))));
        rules.inventory.appear(application);
        ApplicationChanged forgotten =
                ApplicationChanged.deleted(application, rules.clock.instant().plusSeconds(1));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            List<Future<?>> handling = new ArrayList<>();
            rules.transactions.executeWithoutResult(status -> {
                rules.commandHandler.reconcile(List.of(application));
                handling.add(other.submit(() -> rules.transactions.executeWithoutResult(
                        otherStatus -> rules.commandHandler.handleChanges(List.of(forgotten)))));
                awaitBlocked(handling.get(0));
            });
            handling.get(0).get();
        } finally {
            other.shutdownNow();
        }
        assertThat(count(HISTORY_MISSING)).isZero();

        rules.transactions.executeWithoutResult(status -> assign(2, 1));

        assertThat(owners()).containsExactly(names.organization(1) + " 3");
        assertThat(count(HISTORY_MISSING)).isZero();
    }

    @Test
    void listsAgreeWithViewAfterConcurrentCommandsAndReturns() throws InterruptedException, ExecutionException {
        Run.registerOrganizations(rules, names);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> tasks = new ArrayList<>();
            tasks.add(threads.submit(() -> rounds(this::sameCommands)));
            tasks.add(threads.submit(() -> rounds(this::sameCommands)));
            tasks.add(threads.submit(() -> rounds(this::removeOrReturn)));
            tasks.add(threads.submit(() -> rounds(round -> rules.projection.update(applications()))));
            for (Future<?> one : tasks) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.handleChanges(applications().stream()
                .map(one -> ApplicationChanged.returned(one))
                .toList()));
        rules.transactions.executeWithoutResult(status -> rules.projection.update(applications()));

        assertThat(rules.jdbc.queryForList(RulesOnPostgres.LIST_MISMATCHES, String.class, names.run()))
                .isEmpty();
        assertThat(count("select count(*) from listed_owner where starts_with(application_id, ?) and owner_id <> ''"))
                .isPositive();
    }

    /** Waits until the other transaction is blocked by the one of this thread. */
    private void awaitBlocked(Future<?> other) {
        Integer pid = rules.jdbc.queryForObject("select pg_backend_pid()", Integer.class);
        await().until(() ->
                other.isDone() || Boolean.TRUE.equals(rules.jdbc.queryForObject(IS_BLOCKING, Boolean.class, pid)));
    }

    private void assign(int command, int organization) {
        rules.commandHandler.decide(List.of(names.command(new Step.Command(
                command, 0, OwnershipAction.Kind.ASSIGN_ORGANIZATION, organization, null, false, null))));
    }

    private List<String> owners() {
        return rules.jdbc.queryForList(
                "select organization_id || ' ' || revision from ownership where starts_with(application_id, ?)",
                String.class,
                names.run());
    }

    private List<String> applications() {
        return IntStream.range(0, APPLICATIONS).mapToObj(names::application).toList();
    }

    /** As inventory does in its own transactions. */
    private void removeOrReturn(int round) {
        Random random = new Random(round);
        String application = names.application(random.nextInt(APPLICATIONS));
        if (random.nextInt(3) == 0) {
            rules.inventory.remove(application);
        } else {
            rules.inventory.appear(application);
        }
    }

    private int count(String query) {
        Integer count = rules.jdbc.queryForObject(query, Integer.class, names.run());
        return count == null ? -1 : count;
    }

    private void rounds(IntConsumer transaction) {
        for (int round = 0; round < ROUNDS; round++) {
            int current = round;
            boolean done = false;
            while (!done) {
                try {
                    rules.transactions.executeWithoutResult(status -> transaction.accept(current));
                    done = true;
                } catch (TransientDataAccessException e) {
                    done = false;
                }
            }
        }
    }

    /** Two commands in a random order of applications; both threads send the same ones. */
    private void sameCommands(int round) {
        Random random = new Random(round);
        List<OwnershipCommand> poll = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            poll.add(names.command(new Step.Command(
                    2 * round + i,
                    random.nextInt(APPLICATIONS),
                    OwnershipAction.Kind.ASSIGN_ORGANIZATION,
                    random.nextInt(Scenarios.ORGANIZATIONS),
                    null,
                    false,
                    null)));
        }
        rules.commandHandler.decide(poll);
    }

    private void changeOrganization(int round) {
        int organization = round % 3;
        rules.directoryHandler.apply(List.of(new DirectoryCommand(
                names.directoryCommandId(round),
                names.start(),
                Names.DIRECTORY_ISSUER,
                new ChangeOrganization(
                        names.organization(organization), null, null, round % 2 == 0, null, ProfileChange.NONE),
                null)));
    }
}
