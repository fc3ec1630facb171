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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Two instances of each service, connected to Kafka and PostgreSQL through proxies. Fault tests with the same lock share
 * one. Each test starts with {@link #heal}, so that a failed test does not affect others.
 *
 * <p>Each instance has its own database proxy. The second instances also know the address of the standby and reach the
 * broker through {@link #secondKafkaProxy}; the first instances reach it directly.
 */
final class FaultTestCluster {

    /** The lock of the classes that share a cluster: one of them runs at a time. */
    static final String LOCK = "fault-test-cluster";

    /** The lock of a second cluster, so that two classes with long waits run beside each other. */
    static final String SECOND_LOCK = "second-fault-test-cluster";

    /** A service instance and its database proxy. */
    record Instance(ServiceUnderTest service, TcpProxy database) {}

    private static final List<String> ROLES = List.of("muster_ingest", "muster_assignment");

    private static final List<String> GROUPS = List.of(
            "muster-inventory-reports",
            "muster-inventory-commands",
            "muster-inventory-heartbeats",
            "muster-assignment-commands",
            "muster-directory-commands",
            "muster-applications",
            "muster-application-lists",
            "muster-systems");

    private static final String RELAY_OWNERS = """
            select s.pid, s.client_port
              from pg_locks l
              join pg_stat_activity s on s.pid = l.pid
             where l.locktype = 'advisory' and l.granted
               and l.classid = (hashtext(?)::bigint & 4294967295)::oid
            """;

    private static final String END_RELAY_OWNERS =
            "select pg_terminate_backend(pid) from (" + RELAY_OWNERS + ") as owners";

    private static final Duration HEAL_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private static final Map<String, FaultTestCluster> SHARED = new HashMap<>();

    private final TcpProxy standbyProxy = TcpProxy.closed();
    private final LocalStack stack;
    private @Nullable LocalStandby standby;
    final TcpProxy secondKafkaProxy = TcpProxy.closed();
    final Instance ingest1;
    final Instance ingest2;
    final Instance assignment1;
    final Instance assignment2;
    final Clients clients;

    private FaultTestCluster(Release release) {
        stack = LocalStack.start(LocalStackSettings.temporary().withBrokerProxy(secondKafkaProxy.port()));
        secondKafkaProxy.redirect(stack.broker().portBehindProxy());
        secondKafkaProxy.accept();
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
     * Returns the cluster of the lock in this JVM. It always uses the local stack; tests are skipped if other
     * infrastructure is configured.
     */
    static FaultTestCluster shared(String lock) {
        assumeTrue(
                System.getProperty("muster.test.infrastructure", "local-stack").equals("local-stack"),
                "skipped: fault tests need the servers of the local stack");
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(lock, name -> start());
        }
    }

    private static FaultTestCluster start() {
        FaultTestCluster started = new FaultTestCluster(Release.underTest());
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "muster-fault-cluster"));
        return started;
    }

    List<Instance> instances() {
        return List.of(ingest1, ingest2, assignment1, assignment2);
    }

    /**
     * Removes all faults, starts stopped instances and waits until all instances are ready and have published
     * everything.
     */
    void heal() {
        stack.broker().start();
        secondKafkaProxy.thaw();
        secondKafkaProxy.accept();
        boolean allRunning = true;
        for (Instance instance : instances()) {
            instance.database().thaw();
            instance.database().accept();
            instance.service().resume();
            if (!instance.service().isRunning()) {
                instance.service().start();
                allRunning = false;
            }
        }
        try {
            await().atMost(allRunning ? HEAL_TIMEOUT : START_TIMEOUT).until(this::isHealthy);
        } catch (ConditionTimeoutException e) {
            restart();
            await().atMost(START_TIMEOUT).until(this::isHealthy);
        }
    }

    private boolean isHealthy() {
        return instances().stream().allMatch(instance -> instance.service().isReady())
                && GROUPS.stream().allMatch(group -> clients.isBalanced(group, 2))
                && isRelayed();
    }

    /** Whether both outboxes are empty. */
    boolean isRelayed() {
        return clients.queryNumber("select (select count(*) from inventory.outbox_page)"
                        + " + (select count(*) from assignment.outbox_page)")
                == 0;
    }

    private void restart() {
        instances().forEach(instance -> {
            instance.service().kill();
            instance.service().start();
        });
    }

    /** Makes new connections of both services read-only and terminates the existing ones. */
    void makeReadOnly() {
        for (String role : ROLES) {
            clients.execute("alter role " + role + " set default_transaction_read_only = on");
            clients.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = ?", role);
        }
    }

    /** Makes new connections of both services writable again; keeps existing ones. */
    void makeWritable() {
        for (String role : ROLES) {
            clients.execute("alter role " + role + " reset default_transaction_read_only");
        }
    }

    void stopBroker() {
        stack.broker().stop();
    }

    void startBroker() {
        stack.broker().start();
    }

    /** The bootstrap servers. */
    String brokers() {
        return stack.bootstrapServers();
    }

    /** Returns the instance whose relay owns the outbox of the schema. */
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

    /** Makes the relay of this instance the owner of the outbox of the schema. */
    void makeRelayOwner(Instance instance, String schema) {
        await().atMost(HEAL_TIMEOUT).until(() -> {
            if (relayOwner(schema).equals(instance)) {
                return true;
            }
            clients.query(END_RELAY_OWNERS, "outbox_" + schema);
            return false;
        });
    }

    /** Returns the instance with the database connection from this client port. */
    Instance owner(long clientPort) {
        return instances().stream()
                .filter(instance -> instance.database().isFrom(clientPort))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the other instance of the same service. */
    Instance other(Instance instance) {
        if (instance.equals(ingest1) || instance.equals(ingest2)) {
            return instance.equals(ingest1) ? ingest2 : ingest1;
        }
        return instance.equals(assignment1) ? assignment2 : assignment1;
    }

    /**
     * Fails over to a standby that has replayed everything. The old primary stays up read-only and keeps its
     * connections, as a demoted server does. New connections of the first instances go to the new primary, as with a
     * virtual IP; the second instances must find it among their two addresses.
     */
    void failOver() {
        LocalStandby promoted = stack.database().startStandby();
        standby = promoted;
        clients.execute("alter system set default_transaction_read_only = on");
        clients.execute("select pg_reload_conf()");
        await().until(() ->
                clients.query("show default_transaction_read_only").toString().contains("on"));
        Clients standbyClients = new Clients(stack.bootstrapServers(), admin(promoted.jdbcUrl()));
        String lsn = String.valueOf(
                clients.query("select pg_current_wal_lsn()::text as lsn").get(0).get("lsn"));
        await().atMost(HEAL_TIMEOUT)
                .until(() ->
                        standbyClients.queryNumber("select (pg_last_wal_replay_lsn() >= ?::pg_lsn)::int", lsn) == 1);
        standbyClients.close();
        promoted.promote();
        int port = port(promoted.jdbcUrl());
        ingest1.database().redirect(port);
        assignment1.database().redirect(port);
        standbyProxy.redirect(port);
        standbyProxy.accept();
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
                secondKafkaProxy.address(),
                "jdbc:postgresql://" + database.address() + "," + standbyProxy.address()
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
        secondKafkaProxy.close();
        standbyProxy.close();
        clients.close();
        LocalStandby other = standby;
        if (other != null) {
            other.close();
        }
        stack.close();
    }
}
