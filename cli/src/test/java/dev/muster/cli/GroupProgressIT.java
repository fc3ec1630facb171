package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.kafka.GroupProgress;
import dev.muster.cli.kafka.Publisher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupProgressIT {

    @Test
    void onlyCommitsOfMustersGroupsCount() throws Exception {
        String topic = "processed." + UUID.randomUUID();
        FakeService.createTopics(Set.of(topic), 1);
        try (Publisher publisher = Publisher.open(FakeService.connection())) {
            publisher.publish(topic, "acme", FakeService.bytes("a command"));
        }
        try (GroupProgress progress = new GroupProgress(FakeService.connection());
                Admin admin = FakeService.connection().admin()) {
            commit(admin, "somebody-else", topic);
            assertThat(progress.hasProcessed(topic, 0, 0)).isFalse();
            assertThat(progress.lag(List.of(topic))).isEqualTo(1);

            commit(admin, "muster-somewhere", topic);
            assertThat(progress.hasProcessed(topic, 0, 0)).isTrue();
            assertThat(progress.lag(List.of(topic))).isZero();
        }
    }

    private static void commit(Admin admin, String group, String topic) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(1)))
                .all()
                .get();
    }
}
