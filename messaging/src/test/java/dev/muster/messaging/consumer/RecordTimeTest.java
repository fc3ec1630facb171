package dev.muster.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void acceptsAnyBrokerTime() {
        assertThat(RecordTime.problem(record(TimestampType.LOG_APPEND_TIME, NOW.plusSeconds(3_600)), NOW))
                .isNull();
        assertThat(RecordTime.of(record(TimestampType.LOG_APPEND_TIME, NOW))).isEqualTo(NOW);
    }

    @Test
    void acceptsProducerTimeUpToTenMinutesAhead() {
        assertThat(RecordTime.problem(record(TimestampType.CREATE_TIME, NOW.plusSeconds(600)), NOW))
                .isNull();
        assertThat(RecordTime.problem(
                        record(TimestampType.CREATE_TIME, NOW.plusSeconds(600).plusMillis(1)), NOW))
                .contains("more than 10 minutes ahead");
    }

    @Test
    void rejectsARecordWithoutTimestamp() {
        assertThat(RecordTime.problem(new ConsumerRecord<>("topic", 0, 0, new byte[0], new byte[0]), NOW))
                .isEqualTo("the record has no timestamp");
    }

    private static ConsumerRecord<byte[], byte[]> record(TimestampType type, Instant time) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                time.toEpochMilli(),
                type,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
