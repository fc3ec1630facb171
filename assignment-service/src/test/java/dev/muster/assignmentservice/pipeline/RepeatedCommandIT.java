package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assign;
import static dev.muster.assignmentservice.pipeline.Commands.command;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.UnassignOrganization;
import dev.muster.testing.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

class RepeatedCommandIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final String organization = pipeline.owner(false);
    private final String application = pipeline.application();

    @Test
    void repeatedCommandGetsStoredOutcome() {
        AssignmentCommand assigns = assign(application, organization);
        AssignmentCommand unassigns =
                command(application, new UnassignOrganization()).build();
        pipeline.send(assigns);
        pipeline.send(assigns);
        pipeline.decide(unassigns);
        pipeline.send(assigns);

        await().until(() -> pipeline.outcomes(assigns).size() == 3);
        assertThat(pipeline.outcomes(assigns))
                .containsOnly(pipeline.outcomes(assigns).get(0));
        assertThat(pipeline.row(application))
                .containsEntry("status", "unassigned")
                .containsEntry("ownership_revision", 2L);
        assertThat(pipeline.ownershipEvents(application)).hasSize(2);
    }

    @Test
    void listenerKilledBeforeOffsetCommitAppliesNothingTwice() {
        @SuppressWarnings("unchecked") // the bean type has no type arguments
        ConcurrentMessageListenerContainer<byte[], byte[]> container =
                pipeline.context().getBean("assignmentCommandListener", ConcurrentMessageListenerContainer.class);
        AssignmentCommand assigns = assign(application, organization);
        AssignmentCommand unassigns =
                command(application, new UnassignOrganization()).build();
        container.stop();
        pipeline.send(assigns);
        pipeline.send(unassigns);

        handleAndFailBeforeOffsetCommit(container);
        assertThat(pipeline.row(application)).containsEntry("ownership_revision", 2L);
        container.start();

        await().until(() -> pipeline.outcomes(assigns).size() == 2
                && pipeline.outcomes(unassigns).size() == 2);
        assertThat(pipeline.outcomes(assigns))
                .containsOnly(pipeline.outcomes(assigns).get(0));
        assertThat(pipeline.ownershipEvents(application)).hasSize(2);
        assertThat(pipeline.row(application))
                .containsEntry("status", "unassigned")
                .containsEntry("ownership_revision", 2L);
    }

    @SuppressWarnings("unchecked") // the container does not expose the type of its listener
    private void handleAndFailBeforeOffsetCommit(ConcurrentMessageListenerContainer<byte[], byte[]> container) {
        BatchMessageListener<byte[], byte[]> listener = (BatchMessageListener<byte[], byte[]>)
                container.getContainerProperties().getMessageListener();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", Infrastructure.shared().bootstrapServers(),
                "group.id", "muster-assignment-commands",
                "partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("assignment.commands"));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.stream()
                                .filter(record -> new String(record.key(), UTF_8).equals(application))
                                .count()
                        == 2;
            });
            Objects.requireNonNull(listener).onMessage(records);
        }
    }
}
