package dev.muster.testing;

import dev.muster.localstack.LocalStack;
import dev.muster.localstack.LocalStackSettings;

/**
 * A real Kafka broker and a real PostgreSQL with the roles and schemas of Muster.
 *
 * <p>The system property {@code muster.test.infrastructure} selects the implementation: {@code local-stack} (the
 * default) or {@code testcontainers}.
 */
public final class Infrastructure implements AutoCloseable {

    private static final String KIND = "muster.test.infrastructure";

    private final Servers servers;

    private Infrastructure(Servers servers) {
        this.servers = servers;
    }

    /**
     * The instance of this JVM, started on first use and closed when the JVM ends. Tests share it, so they use their
     * own topics, groups and databases and stop no server.
     */
    public static Infrastructure shared() {
        return Shared.INSTANCE;
    }

    /** Starts a separate instance, for tests that stop servers; the caller closes it. */
    public static Infrastructure startOwn() {
        return new Infrastructure(start());
    }

    /** The bootstrap servers for clients. */
    public String bootstrapServers() {
        return servers.bootstrapServers();
    }

    /** The URL of the database {@code muster}. */
    public String jdbcUrl() {
        return servers.jdbcUrl();
    }

    /** The database's superuser. */
    public String adminUser() {
        return servers.admin().name();
    }

    /** The password of {@link #adminUser()}. */
    public String adminPassword() {
        return servers.admin().password();
    }

    /** The role of the ingest service. */
    public String ingestUser() {
        return servers.ingest().name();
    }

    /** The password of {@link #ingestUser()}. */
    public String ingestPassword() {
        return servers.ingest().password();
    }

    /** The role of the assignment service. */
    public String assignmentUser() {
        return servers.assignment().name();
    }

    /** The password of {@link #assignmentUser()}. */
    public String assignmentPassword() {
        return servers.assignment().password();
    }

    /** Ends all connections to the database, and refuses new ones until {@link #startDatabase()}. */
    public void stopDatabase() {
        servers.stopDatabase();
    }

    /** Starts the database again, at the same port and with the same data. */
    public void startDatabase() {
        servers.startDatabase();
    }

    /** Ends all connections to the broker, and refuses new ones until {@link #startBroker()}. */
    public void stopBroker() {
        servers.stopBroker();
    }

    /** Starts the broker again, at the same port and with the same data. */
    public void startBroker() {
        servers.startBroker();
    }

    /** Stops everything and deletes its data. Not for the {@link #shared()} one. */
    @Override
    public void close() {
        servers.close();
    }

    private static Servers start() {
        String kind = System.getProperty(KIND, "local-stack");
        return switch (kind) {
            case "local-stack" -> new LocalServers(LocalStack.start(LocalStackSettings.temporary()));
            case "testcontainers" -> ContainerServers.start();
            default -> throw new IllegalArgumentException(KIND + " must be local-stack or testcontainers, not " + kind);
        };
    }

    private static final class Shared {
        static final Infrastructure INSTANCE = startOwn();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close, "muster-test-infrastructure"));
        }
    }
}
