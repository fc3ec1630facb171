package dev.muster.ingestservice;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TopicsIT {

    private final String brokers = Infrastructure.shared().bootstrapServers();

    TopicsIT() {
        IngestPipeline.shared();
    }

    @Test
    void brokerRejectsRecordsTooLargeUncompressed() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "compression.type", "lz4", "max.request.size", 50_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(
                                    new ProducerRecord<>(Topics.INVENTORY_REPORTS, new byte[1], new byte[20_000_000]))
                            .get())
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void inputTopicsUseLogAppendTime() throws Exception {
        ConfigResource reports = new ConfigResource(ConfigResource.Type.TOPIC, Topics.INVENTORY_REPORTS);
        ConfigResource commands = new ConfigResource(ConfigResource.Type.TOPIC, Topics.INVENTORY_COMMANDS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            assertThat(admin.describeConfigs(List.of(reports, commands))
                            .all()
                            .get()
                            .values())
                    .extracting(config -> config.get("message.timestamp.type").value())
                    .containsExactly("LogAppendTime", "LogAppendTime");
        }
    }

    @Test
    void eventTopicIsCompactedAfterAWeek() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.INVENTORY_APPLICATIONS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Config config = requireNonNull(
                    admin.describeConfigs(List.of(topic)).all().get().get(topic));

            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config.get("min.compaction.lag.ms").value()).isEqualTo("604800000");
        }
    }
}
