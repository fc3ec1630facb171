package dev.muster.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.cli.Cli.Answer;
import dev.muster.cli.kafka.Publisher;
import dev.muster.testing.Groups;
import dev.muster.testing.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InputCommandIT {

    private final String topic = "lost." + UUID.randomUUID();
    private final String group = "group-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 1);

    @BeforeEach
    void createTopic() throws Exception {
        FakeService.createTopics(Set.of(topic), 2);
        try (Publisher publisher = Publisher.open(FakeService.connection())) {
            for (int i = 0; i < 20; i++) {
                publisher.publish(topic, "key-" + i, FakeService.bytes("value"));
            }
        }
    }

    @Test
    void acknowledgeCommitsTheOffsetWithTheTopicId() throws Exception {
        Answer answer = acknowledge("1", "1");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains(group).contains(topic + "-1").contains("offset 1");
        OffsetAndMetadata committed =
                requireNonNull(Groups.committed(Infrastructure.shared(), group).get(partition));
        assertThat(committed.offset()).isEqualTo(1);
        try (Admin admin = Groups.admin(Infrastructure.shared())) {
            assertThat(committed.metadata())
                    .contains(requireNonNull(admin.describeTopics(List.of(topic))
                                    .allTopicNames()
                                    .get()
                                    .get(topic))
                            .topicId()
                            .toString());
        }
    }

    @Test
    void offsetOutOfRangeIsRejected() {
        Answer answer = acknowledge("1", "1000");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("--to must be 0 to ");
        assertThat(acknowledge("2", "0").err()).contains("partitions 0 to 1, not 2");
        assertThat(Groups.committed(Infrastructure.shared(), group)).isEmpty();
    }

    @Test
    void runningServiceMustBeStoppedFirst() {
        try (KafkaConsumer<byte[], byte[]> service = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infrastructure.shared().bootstrapServers(), "group.id", group),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            service.subscribe(List.of(topic));
            await().until(() -> {
                service.poll(Duration.ofMillis(100));
                return !service.assignment().isEmpty();
            });

            Answer answer = acknowledge("1", "1");

            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.err()).contains("stop all instances of the service");
        }
    }

    @Test
    void missingTopicIsNamed() {
        Answer answer = Cli.run("input", "acknowledge", "--group", group, "no." + topic, "0", "--to", "0");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("topic no." + topic + " does not exist");
    }

    private Answer acknowledge(String position, String to) {
        return Cli.run("input", "acknowledge", "--group", group, topic, position, "--to", to);
    }
}
