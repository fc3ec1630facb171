package dev.muster.messaging.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Creates the producer of a relay. The settings that its guarantees depend on cannot be overridden. */
public final class OutboxProducer {

    /** The largest message, with key and headers: room for two states of an application of the largest size. */
    public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    /** After this time a send fails and the relay starts again. */
    static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);

    private OutboxProducer() {}

    /**
     * A producer for a relay.
     *
     * @param connection settings of a producer: brokers and security
     */
    public static Producer<byte[], byte[]> create(Map<String, Object> connection, EventSettings events) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
        // A relay flushes after each round, which ends the linger: batches are sent when they are full, or all at once.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        settings.put(
                ProducerConfig.COMPRESSION_TYPE_CONFIG, events.compression().code());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_MESSAGE_BYTES);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
