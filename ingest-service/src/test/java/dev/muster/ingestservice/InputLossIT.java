package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.ReceiptStatus;
import dev.muster.schemas.Topics;
import dev.muster.testing.Groups;
import dev.muster.testing.Infrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Input that was never read is never skipped silently. */
class InputLossIT {

    private static final String GROUP = "muster-inventory-reports";
    private static final int PARTITIONS = 12;
    private static final String LOSSES = """
            select from_offset, to_offset, ended_by from inventory.input_loss where partition = ?
            """;

    private final Infrastructure infrastructure = Infrastructure.startOwn();
    private final IngestPipeline pipeline = IngestPipeline.on(infrastructure);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final String system = "overtaken";
    private final String other = systemOfAnotherPartition(system);
    private final TopicPartition partition = partitionOf(system);

    @AfterEach
    void stop() {
        pipeline.stopService();
        infrastructure.close();
    }

    @Test
    void partitionWithDeletedRecordsPausesUntilAcknowledged() throws Exception {
        pipeline.publishAndAwaitReceipt(snapshot(system, now, application("a", "1")));
        pipeline.stopService();
        publish(system, 1);
        publish(system, 2);
        deleteUpTo(3);
        pipeline.startService(List.of());

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(other, now, application("a", "1")))
                        .getStatus())
                .isEqualTo(ReceiptStatus.APPLIED);
        publish(system, 3);
        await().until(() -> pipeline.get("/actuator/health/pipeline").statusCode() == 503);
        assertThat(loss())
                .containsEntry("from_offset", 1L)
                .containsEntry("to_offset", 3L)
                .containsEntry("ended_by", null);
        assertThat(count("muster.input.losses")).isEqualTo(1);
        assertThat(count("muster.input.lost.records")).isEqualTo(2);
        assertThat(pipeline.application(system)).containsEntry("version", "1");
        assertThat(committed().offset()).isEqualTo(1);

        pipeline.stopService();
        acknowledge(3);
        pipeline.startService(List.of());

        await().until(() -> isOfVersion("3"));
        assertThat(loss()).containsEntry("from_offset", 1L).containsEntry("to_offset", 3L);
        assertThat(loss()).containsEntry("ended_by", "acknowledged");
        await().until(() -> pipeline.get("/actuator/health/pipeline").statusCode() == 200);
    }

    @Test
    void settingContinuesAfterALossThatIsRecorded() throws Exception {
        pipeline.publishAndAwaitReceipt(snapshot(system, now, application("a", "1")));
        pipeline.stopService();
        publish(system, 1);
        deleteUpTo(2);
        publish(system, 2);
        pipeline.startService(List.of("MUSTER_INPUT_LOSS=continue"));

        await().until(() -> isOfVersion("2"));
        assertThat(loss()).containsEntry("from_offset", 1L).containsEntry("to_offset", 2L);
        assertThat(loss()).containsEntry("ended_by", "continued");
        assertThat(count("muster.input.lost.records")).isEqualTo(1);
    }

    @Test
    void recreatedTopicIsNotReadUntilAcknowledged() throws Exception {
        pipeline.publishAndAwaitReceipt(snapshot(system, now, application("a", "1")));
        pipeline.stopService();
        recreateTopic();
        publish(system, 1);
        publish(system, 2);
        pipeline.startService(List.of());

        await().until(() -> pipeline.get("/actuator/health/pipeline").statusCode() == 503);
        assertThat(loss())
                .containsEntry("from_offset", 1L)
                .containsEntry("to_offset", 0L)
                .containsEntry("ended_by", null);
        assertThat(pipeline.application(system)).containsEntry("version", "1");

        pipeline.stopService();
        acknowledge(0);
        pipeline.startService(List.of());

        await().until(() -> isOfVersion("2"));
        assertThat(loss()).containsEntry("ended_by", "acknowledged");
    }

    @Test
    void groupResetForwardContinuesAtTheStoredPosition() {
        pipeline.publishAndAwaitReceipt(snapshot(system, now, application("a", "1")));
        pipeline.stopService();
        publish(system, 2);
        Groups.commit(infrastructure, GROUP, Map.of(partition, new OffsetAndMetadata(2)));
        pipeline.startService(List.of());

        await().until(() -> isOfVersion("2"));
    }

    @Test
    void acknowledgedLossIsNotReportedAgainAfterARestart() throws Exception {
        pipeline.publishAndAwaitReceipt(snapshot(system, now, application("a", "1")));
        pipeline.stopService();
        publish(system, 1);
        deleteUpTo(2);
        acknowledge(2);
        pipeline.startService(List.of());
        publish(system, 2);
        await().until(() -> isOfVersion("2"));
        pipeline.stopService();
        assertThat(committed().metadata()).isEmpty();
        pipeline.startService(List.of());

        publish(system, 3);
        await().until(() -> isOfVersion("3"));
        assertThat(pipeline.database().queryForObject("select count(*) from inventory.input_loss", Integer.class))
                .isEqualTo(1);
    }

    private boolean isOfVersion(String version) {
        return version.equals(pipeline.application(system).get("version"));
    }

    private void publish(String systemId, int second) {
        pipeline.publish(snapshot(systemId, now.plusSeconds(second), application("a", Integer.toString(second)))
                .build());
    }

    private void deleteUpTo(long offset) throws ExecutionException, InterruptedException {
        try (Admin admin = Groups.admin(infrastructure)) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    private void recreateTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = Groups.admin(infrastructure)) {
            admin.deleteTopics(List.of(Topics.INVENTORY_REPORTS)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(Topics.INVENTORY_REPORTS));
            admin.createTopics(List.of(new NewTopic(Topics.INVENTORY_REPORTS, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Like the command line tool. */
    private void acknowledge(long to) throws ExecutionException, InterruptedException {
        try (Admin admin = Groups.admin(infrastructure)) {
            TopicDescription topic = requireNonNull(admin.describeTopics(List.of(Topics.INVENTORY_REPORTS))
                    .allTopicNames()
                    .get()
                    .get(Topics.INVENTORY_REPORTS));
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            offsets.put(partition, new OffsetAndMetadata(to, "acknowledged topic_id=" + topic.topicId()));
            Groups.commit(infrastructure, GROUP, offsets);
        }
    }

    private OffsetAndMetadata committed() {
        return requireNonNull(Groups.committed(infrastructure, GROUP).get(partition));
    }

    private Map<String, @Nullable Object> loss() {
        return pipeline.database().queryForMap(LOSSES, partition.partition());
    }

    private double count(String counter) {
        return pipeline.context()
                .getBean(MeterRegistry.class)
                .get(counter)
                .tags("group", GROUP, "topic", Topics.INVENTORY_REPORTS)
                .counter()
                .count();
    }

    private static TopicPartition partitionOf(String systemId) {
        return new TopicPartition(
                Topics.INVENTORY_REPORTS, Utils.toPositive(Utils.murmur2(systemId.getBytes(UTF_8))) % PARTITIONS);
    }

    private static String systemOfAnotherPartition(String systemId) {
        int number = 0;
        while (partitionOf("other-" + number).equals(partitionOf(systemId))) {
            number++;
        }
        return "other-" + number;
    }
}
