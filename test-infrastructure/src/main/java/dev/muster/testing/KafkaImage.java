package dev.muster.testing;

import org.testcontainers.kafka.KafkaContainer;

/** The broker's image, with the settings that the local stack's broker has as well. */
final class KafkaImage {

    private static final String NAME = "apache/kafka:4.2.1";
    private static final int PORT = 9092;
    private static final String MAX_MESSAGE_BYTES = Integer.toString(16 * 1024 * 1024);

    private KafkaImage() {}

    static KafkaContainer container() {
        return new KafkaContainer(NAME)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", MAX_MESSAGE_BYTES)
                .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", MAX_MESSAGE_BYTES)
                .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
                .withCreateContainerCmdModifier(FixedPort.of(PORT));
    }
}
