package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.organization.ChangeOrganization;
import dev.muster.assignmentservice.organization.ProfileChange;
import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.system.ChangeSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;

/**
 * Random first commands, removals, returns, moves and changes of organizations from several threads, with retries as in a
 * listener: afterwards the view, the row, the last event and the lists agree for every application. Set the seed with
 * -Dmuster.seed=…, as printed with a failure; the interleaving of threads is not reproducible.
 */
class ReturnRacePropertyIT {

    private static final int SCENARIOS = 3;
    private static final int APPLICATIONS = 60;
    private static final int PRESENT = 50;
    private static final int POLLS = 12;
    private static final int HOLDS = 10;
    private static final long MAX_HOLD_MS = 200;

    private static final String OWNERSHIP_MISMATCHES = """
            select a.application_id || ': view ' || coalesce(a.organization_id, 'nobody') || ' in '
                   || coalesce(v.incarnation, 0) || ', row ' || coalesce(o.organization_id, 'nobody') || ' in '
                   || o.incarnation || ' revision ' || o.revision || ', last event '
                   || coalesce(h.after->>'organization_id', 'nobody') || ' revision ' || coalesce(h.revision, 0)
              from ownership o
              left join applications a using (application_id)
              left join inventory.applications v using (application_id)
              left join lateral (select * from ownership_history h
                                  where h.application_id = o.application_id order by revision desc limit 1) h on true
             where starts_with(o.application_id, ?)
               and (a.organization_id is distinct from o.organization_id
                    or o.incarnation <> coalesce(v.incarnation, 0)
                    or h.after->>'organization_id' is distinct from o.organization_id
                    or h.after->>'rebranding_org_id' is distinct from o.rebranding_org_id
                    or o.revision <> coalesce(h.revision, 0)
                    or o.revision <> (select count(*) from ownership_history c
                                       where c.application_id = o.application_id))
            """;

    private static final String REBRANDING_MISMATCHES = """
            select o.application_id
              from ownership o
              join organization g using (organization_id)
             where starts_with(o.application_id, ?) and o.rebranding_override = 'INHERITED'
               and o.rebranding_org_id is distinct from g.resolved_rebranding_org_id
            """;

    private static final String STILL_WAITING = """
            select w.application_id
              from waiting_command w
              join inventory.applications a using (application_id)
             where starts_with(w.application_id, ?) and a.deleted_at is null
            """;

    private static final String IS_BLOCKING_COMMAND =
            "select exists (select from pg_stat_activity where query like '%for share%' and ? = any(pg_blocking_pids(pid)))";

    private final RulesOnPostgres rules = RulesOnPostgres.createForThreads();

    @Test
    void topicTableViewAndListsAgreeAfterAnyRace() throws InterruptedException, ExecutionException {
        long base = Long.getLong("muster.seed", System.nanoTime());
        for (int i = 0; i < SCENARIOS; i++) {
            new Race(base + i).run();
        }
    }

    private final class Race {

        private final long seed;
        private final Names names =
                new Names("q" + UUID.randomUUID().toString().substring(0, 8), rules.clock.instant());
        private final BlockingQueue<ApplicationChanged> toHandle = new LinkedBlockingQueue<>();
        private final BlockingQueue<ApplicationChanged> toList = new LinkedBlockingQueue<>();
        private final AtomicBoolean finished = new AtomicBoolean();
        private final Map<String, Integer> returns = new HashMap<>();
        private final Map<Integer, List<Integer>> inFlight = new ConcurrentHashMap<>();

        Race(long seed) {
            this.seed = seed;
        }

        void run() throws InterruptedException, ExecutionException {
            Run.registerOrganizations(rules, names);
            rules.inventory.appear(names.run() + "_a", PRESENT);
            IntStream.rangeClosed(1, PRESENT).forEach(number -> {
                returns.put(names.application(number), 1);
                publish(ApplicationChanged.changed(names.application(number)));
            });
            ExecutorService threads = Executors.newCachedThreadPool();
            try {
                List<Future<Void>> consumers = List.of(
                        threads.submit(() -> consume(toHandle, rules.commandHandler::handleChanges)),
                        threads.submit(() -> consume(
                                toList,
                                changes -> rules.projection.update(changes.stream()
                                        .map(ApplicationChanged::applicationId)
                                        .toList()))));
                List<Callable<Void>> work = List.of(
                        () -> sendCommands(0), () -> sendCommands(1), this::changeInventory, this::changeDirectory);
                for (Future<Void> one : threads.invokeAll(work)) {
                    one.get();
                }
                finished.set(true);
                for (Future<Void> one : consumers) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }
            rules.runUntilDone(rules.sweeper::decidePresent);
            rules.runUntilDone(rules.propagator::step);
            check();
        }

        private void check() {
            String with = "-Dmuster.seed=" + seed;
            assertThat(find(OWNERSHIP_MISMATCHES)).as(with).isEmpty();
            assertThat(find(REBRANDING_MISMATCHES)).as(with).isEmpty();
            assertThat(find(STILL_WAITING)).as(with).isEmpty();
            assertThat(find(RulesOnPostgres.LIST_MISMATCHES)).as(with).isEmpty();
            returns.forEach((application, count) -> assertThat(rules.published.changes)
                    .as(with)
                    .filteredOn(change -> change.applicationId().equals(application)
                            && change.kind() == OwnershipChange.Kind.RETURNED_UNASSIGNED)
                    .hasSizeLessThanOrEqualTo(count));
        }

        private List<String> find(String query) {
            return rules.jdbc.queryForList(query, String.class, names.run());
        }

        private Void consume(BlockingQueue<ApplicationChanged> queue, Consumer<List<ApplicationChanged>> to)
                throws InterruptedException {
            while (!finished.get() || !queue.isEmpty()) {
                ApplicationChanged first = queue.poll(10, TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<ApplicationChanged> poll = new ArrayList<>(List.of(first));
                    queue.drainTo(poll, 5);
                    retryUntilCommitted(() -> to.accept(poll));
                }
            }
            return null;
        }

        /** Acts as a partition: the commands of an application come from one thread, in order. */
        private Void sendCommands(int thread) {
            Random random = new Random(seed * 31 + thread);
            int next = thread;
            for (int i = 0; i < POLLS; i++) {
                List<OwnershipCommand> poll = new ArrayList<>();
                List<Integer> applications = new ArrayList<>();
                for (int c = 0; c < 3; c++) {
                    int number = (thread * POLLS + i) * 10 + c;
                    boolean first = random.nextInt(4) > 0;
                    int application = first ? next : thread + 2 * random.nextInt(next / 2 + 1);
                    next += first ? 2 : 0;
                    applications.add(application);
                    poll.add(names.command(new Step.Command(
                            number,
                            application,
                            random.nextInt(4) == 0
                                    ? OwnershipAction.Kind.UNASSIGN_ORGANIZATION
                                    : OwnershipAction.Kind.ASSIGN_ORGANIZATION,
                            random.nextInt(Scenarios.ORGANIZATIONS),
                            null,
                            random.nextBoolean(),
                            null)));
                }
                List<OwnershipCommand> commands =
                        poll.stream().map(Race::normalizeUnassign).toList();
                inFlight.put(thread, applications);
                retryUntilCommitted(() -> rules.commandHandler.decide(commands));
            }
            return null;
        }

        private static OwnershipCommand normalizeUnassign(OwnershipCommand command) {
            return command.action().kind() != OwnershipAction.Kind.UNASSIGN_ORGANIZATION
                    ? command
                    : new OwnershipCommand(
                            command.commandId(),
                            command.issuedAt(),
                            command.receivedAt(),
                            command.issuedBy(),
                            command.applicationId(),
                            null,
                            command.waits(),
                            null,
                            new OwnershipAction(OwnershipAction.Kind.UNASSIGN_ORGANIZATION, null),
                            command.position());
        }

        /** Half of the changes happen while commands are blocked by locked organizations. */
        private Void changeInventory() {
            Random random = new Random(seed * 31 + 2);
            for (int i = 0; i < HOLDS; i++) {
                changeRandom(random, IntStream.range(0, APPLICATIONS).boxed().toList());
                retryUntilCommitted(() -> {
                    rules.jdbc.queryForList(
                            "select from organization where starts_with(organization_id, ?) order by organization_id for update",
                            names.run());
                    Integer pid = rules.jdbc.queryForObject("select pg_backend_pid()", Integer.class);
                    awaitBriefly(() ->
                            Boolean.TRUE.equals(rules.jdbc.queryForObject(IS_BLOCKING_COMMAND, Boolean.class, pid)));
                    List.copyOf(inFlight.values()).forEach(applications -> changeRandom(random, applications));
                    awaitBriefly(toHandle::isEmpty);
                });
            }
            return null;
        }

        private static void awaitBriefly(BooleanSupplier condition) {
            long begin = System.nanoTime();
            while (!condition.getAsBoolean()
                    && System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(MAX_HOLD_MS)) {
                Thread.onSpinWait();
            }
        }

        private void changeRandom(Random random, List<Integer> applications) {
            int application = applications.get(random.nextInt(applications.size()));
            rules.inventory.remove(names.application(application));
            publish(ApplicationChanged.changed(names.application(application)));
            if (random.nextInt(6) > 0) {
                appear(application);
            }
        }

        private void appear(int number) {
            String application = names.application(number);
            rules.inventory.appear(application);
            boolean returned = returns.merge(application, 1, Integer::sum) > 1;
            publish(returned ? ApplicationChanged.returned(application) : ApplicationChanged.changed(application));
        }

        private void publish(ApplicationChanged changes) {
            toHandle.add(changes);
            toList.add(changes);
        }

        private Void changeDirectory() {
            Random random = new Random(seed * 31 + 3);
            for (int i = 0; i < POLLS; i++) {
                String organization = names.organization(random.nextInt(Scenarios.ORGANIZATIONS));
                DirectoryAction action = random.nextBoolean()
                        ? new ChangeSystem(names.run(), null, organization, false)
                        : new ChangeOrganization(
                                organization, null, null, random.nextBoolean(), null, ProfileChange.NONE);
                DirectoryCommand command = new DirectoryCommand(
                        names.directoryCommandId(i), names.start(), Names.DIRECTORY_ISSUER, action, null);
                retryUntilCommitted(() -> rules.directoryHandler.apply(List.of(command)));
                retryUntilCommitted(rules.propagator::step);
                retryUntilCommitted(rules.sweeper::decidePresent);
            }
            return null;
        }

        private void retryUntilCommitted(Runnable work) {
            boolean done = false;
            while (!done) {
                try {
                    rules.transactions.executeWithoutResult(status -> work.run());
                    done = true;
                } catch (TransientDataAccessException e) {
                    done = false;
                }
            }
        }
    }
}
