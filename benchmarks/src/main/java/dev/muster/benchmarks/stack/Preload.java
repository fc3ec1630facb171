package dev.muster.benchmarks.stack;

import dev.muster.benchmarks.fleet.Encoder;
import dev.muster.benchmarks.fleet.History;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills topics as fast as one producer can, with what is made while it is sent. */
public final class Preload implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** To the given broker. */
    public Preload(String servers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        64 * 1024 * 1024,
                        // The numbers of an idempotent producer are of a topic that may be deleted and created again.
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false,
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Writes the reports of a step to the topic; before every 99th record another one that cannot be read, if wanted. */
    public void fill(String topic, History history, int step, Encoder encoder, boolean poison) {
        PoisonedTopic records = new PoisonedTopic(topic, poison);
        history.forEachReport(step, report -> encoder.encode(report, records::send));
        flush();
    }

    /** Writes one record. */
    public void send(String topic, byte[] key, byte[] value) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, key, value), (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Returns once the broker has everything. */
    public void flush() {
        producer.flush();
        Exception e = failure.get();
        if (e != null) {
            throw new BenchmarkException("a topic could not be filled", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    /** How many records of {@link #fill} are poison when so many are good. */
    public static long poisonAmong(long good) {
        return good / PoisonedTopic.GOOD;
    }

    private final class PoisonedTopic {

        private static final int GOOD = 99;
        private static final byte[] UNDECODABLE = {(byte) 0xC3, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, -1, -1, -1, -1, -1};

        private final String topic;
        private final boolean poison;
        private long sent;

        PoisonedTopic(String topic, boolean poison) {
            this.topic = topic;
            this.poison = poison;
        }

        /** Undecodable ones stand before a good one of their partition: Debezium's sink never commits one that is the last. */
        void send(byte[] key, byte[] value) {
            sent++;
            if (poison && sent % GOOD == 0) {
                Preload.this.send(topic, key, UNDECODABLE);
            }
            Preload.this.send(topic, key, value);
        }
    }
}
