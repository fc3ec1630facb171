package dev.muster.cli;

import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.Publisher;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Fakes a service: replies to the records of a topic and commits their offsets. */
final class FakeService implements AutoCloseable {

    private static final int PARTITIONS = 3;

    private final Thread thread;
    private volatile boolean stopping;

    private FakeService(
            String topic, Function<ConsumerRecord<byte[], byte[]>, List<ProducerRecord<byte[], byte[]>>> answer) {
        TopicReader reader = TopicReader.fromEnd(connection(), List.of(topic));
        thread = new Thread(() -> run(reader, answer), "fake-service");
        thread.start();
    }

    static FakeService answering(
            String topic, Function<ConsumerRecord<byte[], byte[]>, Optional<ProducerRecord<byte[], byte[]>>> answer) {
        return publishing(topic, record -> answer.apply(record).map(List::of).orElse(List.of()));
    }

    /** Replies with any number of records. */
    static FakeService publishing(
            String topic, Function<ConsumerRecord<byte[], byte[]>, List<ProducerRecord<byte[], byte[]>>> answer) {
        return new FakeService(topic, answer);
    }

    static KafkaConnection connection() {
        return KafkaConnection.to(Infrastructure.shared().bootstrapServers(), Duration.ofSeconds(30));
    }

    static void createTopics() throws ExecutionException, InterruptedException {
        Set<String> topics = new TreeSet<>(Set.of(
                Topics.INVENTORY_REPORTS,
                Topics.INVENTORY_COMMANDS,
                Topics.INVENTORY_RECEIPTS,
                Topics.ASSIGNMENT_COMMANDS,
                Topics.ASSIGNMENT_OUTCOMES,
                Topics.DIRECTORY_COMMANDS,
                Topics.DIRECTORY_ORGANIZATIONS));
        for (String input : List.of(
                Topics.INVENTORY_REPORTS,
                Topics.INVENTORY_COMMANDS,
                Topics.ASSIGNMENT_COMMANDS,
                Topics.DIRECTORY_COMMANDS)) {
            topics.add(Topics.deadLettersOf(input));
        }
        createTopics(topics, PARTITIONS);
    }

    static void createTopics(Set<String> topics, int partitions) throws ExecutionException, InterruptedException {
        Set<String> missing = new TreeSet<>(topics);
        try (Admin admin = connection().admin()) {
            missing.removeAll(admin.listTopics().names().get());
            admin.createTopics(missing.stream()
                            .map(topic -> new NewTopic(topic, partitions, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** The dead letter that a service would write for the record. */
    static ProducerRecord<byte[], byte[]> deadLetter(
            ConsumerRecord<byte[], byte[]> record, String reason, String message) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLettersOf(record.topic()), record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        Map.of(
                        "dead-letter-reason", reason,
                        "dead-letter-message", message,
                        "dead-letter-topic", record.topic(),
                        "dead-letter-partition", Integer.toString(record.partition()),
                        "dead-letter-offset", Long.toString(record.offset()),
                        "dead-letter-timestamp", Long.toString(record.timestamp()),
                        "dead-letter-at", "2026-01-02T03:04:05Z")
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return letter;
    }

    private void run(
            TopicReader reader, Function<ConsumerRecord<byte[], byte[]>, List<ProducerRecord<byte[], byte[]>>> answer) {
        try (reader;
                Publisher publisher = Publisher.open(connection());
                Admin admin = connection().admin()) {
            while (!stopping) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
                    answer.apply(record).forEach(publisher::publish);
                    commit(admin, record);
                }
            }
        }
    }

    private static void commit(Admin admin, ConsumerRecord<byte[], byte[]> record) {
        admin.alterConsumerGroupOffsets(
                "muster-fake-service",
                Map.of(
                        new TopicPartition(record.topic(), record.partition()),
                        new OffsetAndMetadata(record.offset() + 1)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Runs a command while this service is replying. */
    Cli.Answer run(String... args) {
        return Cli.run(args);
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
