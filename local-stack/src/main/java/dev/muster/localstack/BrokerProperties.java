package dev.muster.localstack;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a single-node Kafka cluster: broker and controller in one process, on the loopback address. */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** The largest record batch, in bytes: the limit of the services' relays. */
    static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private static final String BROKER_LISTENER = "BROKER";
    private static final String PROXIED_LISTENER = "PROXIED";

    private BrokerProperties() {}

    static Properties of(Path folder, int brokerPort, int controllerPort) {
        String broker = BROKER_LISTENER + "://" + FreePorts.LOOPBACK + ":" + brokerPort;
        String controller = CONTROLLER_LISTENER + "://" + FreePorts.LOOPBACK + ":" + controllerPort;
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + FreePorts.LOOPBACK + ":" + controllerPort);
        settings.put("listeners", broker + "," + controller);
        settings.put("advertised.listeners", broker);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", BROKER_LISTENER);
        settings.put(
                "listener.security.protocol.map", BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        settings.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        putSingleNode(settings);
        return settings;
    }

    /** Adds a listener that advertises the port of a proxy in front of it. */
    static void addProxied(Properties settings, int port, int proxyPort) {
        append(settings, "listeners", PROXIED_LISTENER + "://" + FreePorts.LOOPBACK + ":" + port);
        append(settings, "advertised.listeners", PROXIED_LISTENER + "://" + FreePorts.LOOPBACK + ":" + proxyPort);
        append(settings, "listener.security.protocol.map", PROXIED_LISTENER + ":PLAINTEXT");
    }

    private static void append(Properties settings, String name, String value) {
        settings.put(name, settings.getProperty(name) + "," + value);
    }

    /** Internal topics with one replica and sizes for a single node. */
    private static void putSingleNode(Properties settings) {
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "4");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    }
}
