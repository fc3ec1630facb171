package dev.muster.cli.kafka;

import dev.muster.cli.failure.CliException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes records with {@code acks=all}. */
public final class Publisher implements AutoCloseable {

    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    private final KafkaConnection connection;
    private final Producer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    private Publisher(KafkaConnection connection, Producer<byte[], byte[]> producer) {
        this.connection = connection;
        this.producer = producer;
    }

    public static Publisher open(KafkaConnection connection) {
        int timeoutMs = (int) connection.timeout().toMillis();
        Map<String, Object> settings = connection.settings();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) timeoutMs);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMs);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        try {
            return new Publisher(
                    connection, new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
        } catch (KafkaException e) {
            throw connection.invalidSettings(e);
        }
    }

    /** Publishes one record, waits for its acknowledgement and returns its position. */
    public RecordMetadata publish(String topic, String key, byte[] value) {
        return publish(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Publishes one record, waits for its acknowledgement and returns its position. */
    public RecordMetadata publish(ProducerRecord<byte[], byte[]> record) {
        return awaitAcknowledgement(send(record));
    }

    /** Publishes one record without waiting; {@link #flush} waits for its acknowledgement. */
    public void publishAsync(String topic, String key, byte[] value) {
        sent.add(send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)));
    }

    /** Waits for the acknowledgements of all records published with {@link #publishAsync}. */
    public void flush() {
        sent.forEach(this::awaitAcknowledgement);
        sent.clear();
    }

    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record);
        } catch (KafkaException e) {
            throw toCliException(e);
        }
    }

    private RecordMetadata awaitAcknowledgement(Future<RecordMetadata> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw toCliException(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw connection.unreachable(e);
        }
    }

    private CliException toCliException(Throwable cause) {
        return cause instanceof TimeoutException
                ? connection.unreachable(cause)
                : CliException.unavailable("Kafka did not accept the record: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        producer.close();
    }
}
