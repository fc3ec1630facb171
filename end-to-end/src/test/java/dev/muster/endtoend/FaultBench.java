package dev.muster.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.cli.consistency.Database;
import dev.muster.localstack.LocalDatabase;
import dev.muster.localstack.LocalStack;
import dev.muster.localstack.LocalStackSettings;
import dev.muster.localstack.LocalStandby;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Two instances of each service, with proxies between them and their servers. All fault tests share it: each begins with
 * {@link #heal}, so that one that fails spoils no other.
 *
 * <p>Each instance has a proxy to the database of its own. The second ones know the standby, too, once there is one, and
 * reach the broker through {@link #kafkaOfSecond}; the first ones reach it directly.
 */
final class FaultBench {

    /** An instance and its way to the database. */
    record Instance(ServiceUnderTest service, TcpProxy database) {}

    private static final List<String> ROLES = List.of("muster_ingest", "muster_assignment");

    private static final List<String> GROUPS = List.of(
            "muster-inventory-reports",
            "muster-inventory-commands",
            "muster-assignment-commands",
            "muster-directory-commands",
            "muster-applications",
            "muster-application-lists");

    private static final String RELAY_OWNERS = """
            select s.pid, s.client_port
              from pg_locks l
              join pg_stat_activity s on s.pid = l.pid
             where l.locktype = 'advisory' and l.granted
               and l.classid = (hashtext(?)::bigint & 4294967295)::oid
            """;

    private static final String END_RELAY_OWNERS =
            "select pg_terminate_backend(pid) from (" + RELAY_OWNERS + ") as owners";

    private static final Duration HEALED_WITHIN = Duration.ofSeconds(60);
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);

    private static @Nullable FaultBench shared;

    private final TcpProxy toStandby = TcpProxy.refusing();
    private final LocalStack stack;
    private @Nullable LocalStandby standby;
    final TcpProxy kafkaOfSecond = TcpProxy.refusing();
    final Instance ingest1;
    final Instance ingest2;
    final Instance assignment1;
    final Instance assignment2;
    final Clients clients;

    private FaultBench(Release release) {
        stack = LocalStack.start(LocalStackSettings.temporary().withBrokerProxy(kafkaOfSecond.port()));
        kafkaOfSecond.redirect(stack.broker().portBehindProxy());
        kafkaOfSecond.accept();
        LocalDatabase database = stack.database();
        String user = database.ingestUser();
        String password = database.ingestPassword();
        TcpProxy[] proxies = {proxy(), proxy(), proxy(), proxy()};
        ingest1 = new Instance(
                ServiceUnderTest.ingest("ingest-1", release, first(proxies[0], user, password)), proxies[0]);
        ingest2 = new Instance(
                ServiceUnderTest.ingest("ingest-2", release, second(proxies[1], user, password)), proxies[1]);
        user = database.assignmentUser();
        password = database.assignmentPassword();
        assignment1 = new Instance(
                ServiceUnderTest.assignment("assignment-1", release, first(proxies[2], user, password)), proxies[2]);
        assignment2 = new Instance(
                ServiceUnderTest.assignment("assignment-2", release, second(proxies[3], user, password)), proxies[3]);
        clients = new Clients(stack.bootstrapServers(), admin(database.jdbcUrl()));
    }

    /**
     * The one of this JVM, healthy. It runs on this machine's servers whatever else the tests run on, and is skipped where
     * they were not asked for.
     */
    static FaultBench shared() {
        assumeTrue(
                System.getProperty("muster.test.infrastructure", "local-stack").equals("local-stack"),
                "skipped: fault tests need the servers of the local stack");
        return start();
    }

    private static synchronized FaultBench start() {
        FaultBench started = shared;
        if (started == null) {
            started = new FaultBench(Release.underTest());
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "muster-fault-bench"));
            shared = started;
        }
        return started;
    }

    List<Instance> instances() {
        return List.of(ingest1, ingest2, assignment1, assignment2);
    }

    /** Takes all faults away, starts what does not run, and returns when all instances are ready and have nothing left to do. */
    void heal() {
        stack.broker().start();
        kafkaOfSecond.thaw();
        kafkaOfSecond.accept();
        boolean allRan = true;
        for (Instance instance : instances()) {
            instance.database().thaw();
            instance.database().accept();
            instance.service().resume();
            if (!instance.service().isRunning()) {
                instance.service().start();
                allRan = false;
            }
        }
        try {
            await().atMost(allRan ? HEALED_WITHIN : STARTED_WITHIN).until(this::isHealthy);
        } catch (ConditionTimeoutException e) {
            restart();
            await().atMost(STARTED_WITHIN).until(this::isHealthy);
        }
    }

    private boolean isHealthy() {
        return instances().stream().allMatch(instance -> instance.service().isReady())
                && GROUPS.stream().allMatch(group -> clients.isBalanced(group, 2))
                && isRelayed();
    }

    /** Whether everything that was committed is on its topic. */
    boolean isRelayed() {
        return clients.number("select (select count(*) from inventory.outbox_page)"
                        + " + (select count(*) from assignment.outbox_page)")
                == 0;
    }

    private void restart() {
        instances().forEach(instance -> {
            instance.service().kill();
            instance.service().start();
        });
    }

    /** Has new sessions of both services refuse to write, and ends the ones that there are. */
    void makeReadOnly() {
        for (String role : ROLES) {
            clients.execute("alter role " + role + " set default_transaction_read_only = on");
            clients.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = ?", role);
        }
    }

    /** Has new sessions of both services write again; ends none. */
    void makeWritable() {
        for (String role : ROLES) {
            clients.execute("alter role " + role + " reset default_transaction_read_only");
        }
    }

    /** Ends the broker, for all. */
    void stopBroker() {
        stack.broker().stop();
    }

    /** Starts it again. */
    void startBroker() {
        stack.broker().start();
    }

    /** Where the broker's clients find it. */
    String brokers() {
        return stack.bootstrapServers();
    }

    /** The instance whose relay sends what is in the outbox of the schema. */
    Instance relayOwner(String schema) {
        AtomicReference<@Nullable Instance> owner = new AtomicReference<>();
        await().until(() -> {
            owner.set(clients.query(RELAY_OWNERS, "outbox_" + schema).stream()
                    .map(row -> owner(((Number) Objects.requireNonNull(row.get("client_port"))).intValue()))
                    .findFirst()
                    .orElse(null));
            return owner.get() != null;
        });
        return Objects.requireNonNull(owner.get());
    }

    /** Has the relay of this instance send what is in the outbox of the schema. */
    void makeRelayOwner(Instance instance, String schema) {
        await().atMost(HEALED_WITHIN).until(() -> {
            if (relayOwner(schema).equals(instance)) {
                return true;
            }
            clients.query(END_RELAY_OWNERS, "outbox_" + schema);
            return false;
        });
    }

    /** The instance that has the given session of the database, by its client's port. */
    Instance owner(long clientPort) {
        return instances().stream()
                .filter(instance -> instance.database().isFrom(clientPort))
                .findFirst()
                .orElseThrow();
    }

    /** The other instance of the same service. */
    Instance other(Instance one) {
        if (one.equals(ingest1) || one.equals(ingest2)) {
            return one.equals(ingest1) ? ingest2 : ingest1;
        }
        return one.equals(assignment1) ? assignment2 : assignment1;
    }

    /**
     * Fails over to a standby that has everything. The old primary goes on, read-only, and ends no session: that is how a
     * demoted server looks to a pool. New connections of the first instances go to the new one, as a virtual address does;
     * the second ones have to find it among the two that they know.
     */
    void failOver() {
        LocalStandby promoted = stack.database().startStandby();
        standby = promoted;
        clients.execute("alter system set default_transaction_read_only = on");
        clients.execute("select pg_reload_conf()");
        await().until(() ->
                clients.query("show default_transaction_read_only").toString().contains("on"));
        Clients here = new Clients(stack.bootstrapServers(), admin(promoted.jdbcUrl()));
        String written = String.valueOf(
                clients.query("select pg_current_wal_lsn()::text as lsn").get(0).get("lsn"));
        await().atMost(HEALED_WITHIN)
                .until(() -> here.number("select (pg_last_wal_replay_lsn() >= ?::pg_lsn)::int", written) == 1);
        here.close();
        promoted.promote();
        int port = port(promoted.jdbcUrl());
        ingest1.database().redirect(port);
        assignment1.database().redirect(port);
        toStandby.redirect(port);
        toStandby.accept();
        clients.use(admin(promoted.jdbcUrl()));
    }

    private Database admin(String jdbcUrl) {
        return new Database(
                jdbcUrl, stack.database().adminUser(), stack.database().adminPassword());
    }

    private TcpProxy proxy() {
        return TcpProxy.to(port(stack.database().jdbcUrl()));
    }

    private Map<String, String> first(TcpProxy database, String user, String password) {
        return environment(
                stack.bootstrapServers(), "jdbc:postgresql://" + database.address() + "/muster", user, password);
    }

    private Map<String, String> second(TcpProxy database, String user, String password) {
        return environment(
                kafkaOfSecond.address(),
                "jdbc:postgresql://" + database.address() + "," + toStandby.address()
                        + "/muster?targetServerType=primary",
                user,
                password);
    }

    private static Map<String, String> environment(String brokers, String jdbcUrl, String user, String password) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", brokers, "JDBC_URL", jdbcUrl, "JDBC_USER", user, "JDBC_PASSWORD", password);
    }

    private static int port(String jdbcUrl) {
        return URI.create(jdbcUrl.substring("jdbc:".length())).getPort();
    }

    private void close() {
        instances().forEach(instance -> {
            instance.service().close();
            instance.database().close();
        });
        kafkaOfSecond.close();
        toStandby.close();
        clients.close();
        LocalStandby other = standby;
        if (other != null) {
            other.close();
        }
        stack.close();
    }
}
