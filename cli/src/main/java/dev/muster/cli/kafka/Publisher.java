package dev.muster.cli.kafka;

import dev.muster.cli.failure.CliException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes records with {@code acks=all}. */
public final class Publisher implements AutoCloseable {

    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    private final KafkaConnection connection;
    private final Producer<byte[], byte[]> producer;
    private final List<Sent> sent = new ArrayList<>();

    private record Sent(String topic, Future<RecordMetadata> acknowledgement) {}

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
        return awaitAcknowledgement(record.topic(), send(record));
    }

    /** Publishes one record without waiting; {@link #flush} waits for its acknowledgement. */
    public void publishAsync(String topic, String key, byte[] value) {
        sent.add(new Sent(topic, send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))));
    }

    /** Waits for the acknowledgements of all records published with {@link #publishAsync}. */
    public void flush() {
        sent.forEach(one -> awaitAcknowledgement(one.topic(), one.acknowledgement()));
        sent.clear();
    }

    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record);
        } catch (KafkaException e) {
            throw toCliException(record.topic(), e);
        }
    }

    private RecordMetadata awaitAcknowledgement(String topic, Future<RecordMetadata> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw toCliException(topic, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw connection.unreachable(e);
        }
    }

    private CliException toCliException(String topic, Throwable cause) {
        if (cause instanceof RecordTooLargeException) {
            return CliException.rejected(
                    "Kafka did not accept the record: it has more bytes than max.message.bytes of its"
                            + " topic, or than " + MAX_REQUEST_BYTES,
                    cause);
        }
        // A producer without the right Write on any topic is denied at the cluster, before it sends.
        Throwable denied =
                cause instanceof ClusterAuthorizationException ? new TopicAuthorizationException(Set.of(topic)) : cause;
        return connection.failure(denied, AclOperation.WRITE);
    }

    @Override
    public void close() {
        producer.close();
    }
}
