package dev.muster.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumes topics from their beginning in the background. */
public final class TopicTail {

    private final Map<String, Queue<ConsumerRecord<byte[], byte[]>>> records = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Follows the topics until the JVM ends; they must exist. */
    public TopicTail(String bootstrapServers, List<String> topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(partitions);
        Thread thread = new Thread(this::follow, "topic-tail");
        thread.setDaemon(true);
        thread.start();
    }

    /** The records received from a topic so far, in order per partition. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return List.copyOf(of(topic));
    }

    private Queue<ConsumerRecord<byte[], byte[]>> of(String topic) {
        return records.computeIfAbsent(topic, name -> new ConcurrentLinkedQueue<>());
    }

    private void follow() {
        while (true) {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(record -> of(record.topic()).add(record));
        }
    }
}
