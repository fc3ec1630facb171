package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.change;
import static dev.muster.assignmentservice.pipeline.Commands.directory;
import static dev.muster.assignmentservice.pipeline.Commands.organization;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Replay of directory commands that became dead letters. */
class RejectedCommandsIT {

    private static final String TOPIC = "directory.commands";

    private final Pipeline pipeline = Pipeline.shared();
    private final String id = Pipeline.unique("organization");

    @Test
    void replayedDeadLetterIsDecidedOnce() {
        DirectoryCommand renames = directory(change(id).setName("New").build());
        pipeline.send(renames, id);
        assertThat(pipeline.deadLetterReason(TOPIC, id)).isEqualTo("organization_not_found");
        pipeline.register(id, OrganizationType.OWNER, null, false);

        pipeline.send(renames, id);
        await().until(() -> pipeline.organizationEvents(id).size() == 2);
        pipeline.send(directory(change(id).setName("Newer").build()), id);
        pipeline.send(renames, id);
        pipeline.send(directory(change(id).setActive(false).build()), id);

        await().until(() -> pipeline.organizationEvents(id).size() == 4);
        assertThat(pipeline.organizationEvents(id))
                .extracting(event -> event.getAfter().getName())
                .containsExactly("The " + id, "New", "Newer", "Newer");
        assertThat(pipeline.deadLetters(TOPIC, id)).hasSize(1);
    }

    @Test
    void replayedDeadLetterOfExpiredCommandIsDecided() {
        String parent = Pipeline.unique("organization");
        DirectoryCommand registers = directory(organization(id, OrganizationType.CUSTOMER, parent, false));
        pipeline.send(registers, id);
        assertThat(pipeline.deadLetterReason(TOPIC, id)).isEqualTo("parent_not_found");
        pipeline.register(parent, OrganizationType.OWNER, null, false);

        pipeline.send(registers, id);

        await().until(() -> !pipeline.organizationEvents(id).isEmpty());
        assertThat(pipeline.deadLetters(TOPIC, id)).hasSize(1);
    }

    @Test
    void rejectedRecordReadAgainIsNoSecondDeadLetter() {
        pipeline.send(directory(change(id).setName("New").build()), id);
        await().until(() -> !pipeline.deadLetters(TOPIC, id).isEmpty());
        ConsumerRecord<byte[], byte[]> letter = pipeline.deadLetters(TOPIC, id).get(0);
        pipeline.register(id, OrganizationType.OWNER, null, false);

        redeliver(letter);
        pipeline.send(directory(organization(id, OrganizationType.DISTRIBUTOR, null, false)), id);

        await().until(() -> pipeline.deadLetters(TOPIC, id).stream()
                .anyMatch(one -> !offset(one).equals(offset(letter))));
        assertThat(pipeline.deadLetters(TOPIC, id)).hasSize(2);
        assertThat(pipeline.organizationEvents(id)).hasSize(1);
    }

    /** Redelivers the record, as after a restart between the database commit and the offset commit. */
    @SuppressWarnings("unchecked") // the bean type has no type arguments
    private void redeliver(ConsumerRecord<byte[], byte[]> letter) {
        ConcurrentMessageListenerContainer<byte[], byte[]> container =
                pipeline.context().getBean("directoryCommandListener", ConcurrentMessageListenerContainer.class);
        BatchMessageListener<byte[], byte[]> listener = (BatchMessageListener<byte[], byte[]>)
                container.getContainerProperties().getMessageListener();
        int partition = Integer.parseInt(Pipeline.header(letter, "dead-letter-partition"));
        ConsumerRecord<byte[], byte[]> record =
                Appended.record(TOPIC, partition, Long.parseLong(offset(letter)), id.getBytes(UTF_8), letter.value());
        Objects.requireNonNull(listener).onMessage(List.of(record));
    }

    private static String offset(ConsumerRecord<byte[], byte[]> letter) {
        return Pipeline.header(letter, "dead-letter-offset");
    }
}
