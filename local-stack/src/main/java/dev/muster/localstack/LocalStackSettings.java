package dev.muster.localstack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a local stack.
 *
 * @param dataFolder the folder for all data, reused by the next start; null for a temporary folder that is deleted at
 *     the end
 * @param brokerPort 0 is any free port, else 1 to 65535
 * @param databasePort 0 is any free port, else 1 to 65535
 * @param durable whether a commit in PostgreSQL waits for the disk; without it, data outlive the process but not a
 *     crash of the machine
 * @param server the sizing of PostgreSQL
 * @param brokerProxyPort the port of the caller's proxy on the loopback address: the broker gets another listener at
 *     {@link LocalBroker#portBehindProxy()} that advertises this port; 0 for none, else 1 to 65535
 */
public record LocalStackSettings(
        @Nullable Path dataFolder,
        int brokerPort,
        int databasePort,
        boolean durable,
        DatabaseServer server,
        int brokerProxyPort) {

    private static final int LAST_PORT = 65_535;

    public LocalStackSettings {
        requirePort("brokerPort", brokerPort);
        requirePort("databasePort", databasePort);
        requirePort("brokerProxyPort", brokerProxyPort);
    }

    /** Free ports, a temporary folder, commits that do not wait for the disk: for tests. */
    public static LocalStackSettings temporary() {
        return new LocalStackSettings(null, 0, 0, false, DatabaseServer.SHARED, 0);
    }

    /** Free ports and durable commits in a folder that stays. */
    public static LocalStackSettings in(Path dataFolder) {
        return new LocalStackSettings(dataFolder, 0, 0, true, DatabaseServer.SHARED, 0);
    }

    /** The same with other ports. */
    public LocalStackSettings withPorts(int brokerPort, int databasePort) {
        return new LocalStackSettings(dataFolder, brokerPort, databasePort, durable, server, brokerProxyPort);
    }

    /** The same with a PostgreSQL of the given kind. */
    public LocalStackSettings with(DatabaseServer server) {
        return new LocalStackSettings(dataFolder, brokerPort, databasePort, durable, server, brokerProxyPort);
    }

    /** The same with a listener of the broker behind a proxy at the given port. */
    public LocalStackSettings withBrokerProxy(int brokerProxyPort) {
        return new LocalStackSettings(dataFolder, brokerPort, databasePort, durable, server, brokerProxyPort);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(name + " must be 0 to " + LAST_PORT + ", not " + port);
        }
    }
}
