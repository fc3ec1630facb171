package dev.muster.localstack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A Kafka broker and controller in this process. */
public final class LocalBroker {

    /** Sixteen bytes in base64; constant, so that a formatted folder can be reused. */
    private static final String CLUSTER_ID = "TXVzdGVyTG9jYWxTdGFjaw";

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private final int proxyPort;
    private final int portBehindProxy;
    private @Nullable KafkaRaftServer server;

    private LocalBroker(Path folder, int port, int proxyPort) {
        this.folder = folder;
        this.port = port;
        this.controllerPort = FreePorts.choose(0);
        this.proxyPort = proxyPort;
        this.portBehindProxy = proxyPort == 0 ? 0 : FreePorts.choose(0);
    }

    static LocalBroker start(Path dataFolder, int requestedPort, int proxyPort) {
        LocalBroker broker = new LocalBroker(dataFolder.resolve("kafka"), FreePorts.choose(requestedPort), proxyPort);
        broker.start();
        return broker;
    }

    /** The bootstrap servers for clients. */
    public String bootstrapServers() {
        return FreePorts.LOOPBACK + ":" + port;
    }

    /** The port to which the configured proxy forwards connections; 0 without a proxy. */
    public int portBehindProxy() {
        return portBehindProxy;
    }

    /** Restarts the broker with the same port and data; does nothing when it is running. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            format();
            server = startServer();
        } catch (Exception e) {
            throw new LocalStackException(
                    LocalStackException.Code.BROKER_FAILED,
                    "the Kafka broker at " + bootstrapServers() + " with the data in " + folder + " did not start",
                    e);
        }
    }

    /** Stops the broker, which can be started again; does nothing when it is stopped. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    private KafkaRaftServer startServer() {
        Properties settings = BrokerProperties.of(folder, port, controllerPort);
        if (proxyPort != 0) {
            BrokerProperties.addProxied(settings, portBehindProxy, proxyPort);
        }
        KafkaRaftServer starting = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        boolean started = false;
        try {
            BrokerFaults.duringStart(starting::startup);
            started = true;
        } finally {
            if (!started) {
                starting.shutdown();
            }
        }
        return starting;
    }

    private void format() throws Exception {
        new Formatter()
                .setClusterId(CLUSTER_ID)
                .setNodeId(BrokerProperties.NODE_ID)
                .setDirectories(List.of(folder.toString()))
                .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(folder.toString())
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }
}
