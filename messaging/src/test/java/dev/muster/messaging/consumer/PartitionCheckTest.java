package dev.muster.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionCheckTest {

    private static final int PARTITIONS = 12;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PartitionCheck check = new PartitionCheck(registry);

    @Test
    void recordWhereTheJavaClientPutsItIsNotCounted() {
        check.watch("commands");
        for (int i = 0; i < 100; i++) {
            String key = "system-" + i;
            check.check(
                    record(BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), PARTITIONS), key),
                    topic -> PARTITIONS);
        }

        assertThat(misplaced()).isZero();
    }

    @Test
    void recordOfAnotherPartitionerIsCounted() {
        int right = BuiltInPartitioner.partitionForKey("system-1".getBytes(UTF_8), PARTITIONS);

        check.check(record((right + 1) % PARTITIONS, "system-1"), topic -> PARTITIONS);

        assertThat(misplaced()).isEqualTo(1);
    }

    @Test
    void recordWithoutKeyIsNotCounted() {
        check.watch("commands");
        check.check(record(0, null), topic -> PARTITIONS);

        assertThat(misplaced()).isZero();
    }

    private double misplaced() {
        return registry.get("muster.records.misplaced").counter().count();
    }

    private static ConsumerRecords<byte[], byte[]> record(int partition, @Nullable String key) {
        return new ConsumerRecords<>(
                Map.of(
                        new TopicPartition("commands", partition),
                        List.of(new ConsumerRecord<>(
                                "commands", partition, 0, key == null ? null : key.getBytes(UTF_8), new byte[1]))),
                Map.of());
    }
}
