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

/** Fills topics with one producer; records are generated while sending. */
public final class TopicFiller implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public TopicFiller(String servers) {
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
                        // Idempotence fails when a topic is deleted and recreated.
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false,
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Writes the reports of a step to the topic; with poison, an undecodable record precedes every 99th record. */
    public void fill(String topic, History history, int step, Encoder encoder, boolean poison) {
        PoisoningSender records = new PoisoningSender(topic, poison);
        history.forEachReport(step, report -> encoder.encode(report, records::send));
        flush();
    }

    /** Sends one record; {@link #flush} reports failures. */
    public void send(String topic, byte[] key, byte[] value) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, key, value), (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Waits until all records are acknowledged. */
    public void flush() {
        producer.flush();
        Exception e = failure.get();
        if (e != null) {
            throw new BenchmarkException("cannot fill a topic", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    /** The number of undecodable records that {@link #fill} writes for a number of good records. */
    public static long undecodableCount(long good) {
        return good / PoisoningSender.GOOD;
    }

    private final class PoisoningSender {

        private static final int GOOD = 99;
        private static final byte[] UNDECODABLE = {(byte) 0xC3, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, -1, -1, -1, -1, -1};

        private final String topic;
        private final boolean poison;
        private long sent;

        PoisoningSender(String topic, boolean poison) {
            this.topic = topic;
            this.poison = poison;
        }

        /** Undecodable records precede a good one, because Debezium's sink never commits an undecodable last record. */
        void send(byte[] key, byte[] value) {
            sent++;
            if (poison && sent % GOOD == 0) {
                TopicFiller.this.send(topic, key, UNDECODABLE);
            }
            TopicFiller.this.send(topic, key, value);
        }
    }
}
