package dev.muster.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.messaging.consumer.StartPosition.Loss;
import dev.muster.messaging.consumer.StartPosition.Present;
import dev.muster.messaging.consumer.StartPosition.Remembered;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StartPositionTest {

    private static final UUID TOPIC = new UUID(1, 2);
    private static final UUID EARLIER = new UUID(3, 4);

    @Nested
    class NothingIsLost {

        @Test
        void whenThePartitionIsReadForTheFirstTime() {
            assertReadsFrom(100, of(null, null, 100, 200));
        }

        @Test
        void whenOnlyACommitExists() {
            assertReadsFrom(150, of(null, committed(150), 100, 200));
        }

        @Test
        void afterACrashBetweenDatabaseAndCommit() {
            assertReadsFrom(140, of(remembered(150), committed(140), 100, 200));
        }

        @Test
        void whenTheGroupWasResetToTheBeginning() {
            assertReadsFrom(100, of(remembered(150), committed(0), 100, 200));
        }

        @Test
        void whenTheCommitHasExpired() {
            assertReadsFrom(150, of(remembered(150), null, 100, 200));
        }

        @Test
        void whenTheDatabaseIsBehindTheCommitAndRecordsExist() {
            assertReadsFrom(150, of(remembered(150), committed(180), 100, 200));
        }

        @Test
        void whenEverythingWasReadAndDeleted() {
            assertReadsFrom(200, of(remembered(200), committed(200), 200, 200));
        }
    }

    @Nested
    class InputIsLost {

        @Test
        void whenRetentionDeletedUnreadRecords() {
            assertLost(150, 180, of(remembered(150), committed(150), 180, 200));
        }

        @Test
        void whenRetentionDeletedRecordsAndOnlyACommitExists() {
            assertLost(150, 180, of(null, committed(150), 180, 200));
        }

        @Test
        void whenRetentionDeletedRecordsAndTheCommitExpired() {
            assertLost(150, 180, of(remembered(150), null, 180, 200));
        }

        @Test
        void whenTheTopicWasRecreated() {
            assertLost(150, 0, of(new Remembered(EARLIER, 150), committed(150), 0, 500));
        }

        @Test
        void whenTheTopicWasRecreatedAndOnlyACommitExists() {
            assertLost(150, 0, of(null, committed(150), 0, 20));
        }

        @Test
        void whenTheLogWasTruncated() {
            assertLost(150, 120, of(remembered(150), committed(150), 0, 120));
        }

        @Test
        void whenTheDatabaseIsBehindTheCommitAndRecordsAreDeleted() {
            assertLost(150, 170, of(remembered(150), committed(180), 170, 200));
        }

        @Test
        void whenALaterCommitHasOtherMetadata() {
            assertLost(150, 180, of(remembered(150), new OffsetAndMetadata(180, "by a tool"), 180, 200));
            assertLost(
                    150,
                    0,
                    of(new Remembered(EARLIER, 150), new OffsetAndMetadata(0, StartPosition.format(EARLIER)), 0, 500));
        }
    }

    @Nested
    class AnOperatorAcknowledges {

        @Test
        void recordsDeletedByRetention() {
            assertAcknowledged(150, 180, of(remembered(150), acknowledged(180), 180, 200));
        }

        @Test
        void recordsOfADeletedTopic() {
            assertAcknowledged(150, 0, of(new Remembered(EARLIER, 150), acknowledged(0), 0, 500));
        }

        @Test
        void recordsToSkip() {
            assertAcknowledged(150, 151, of(remembered(150), acknowledged(151), 0, 500));
        }

        @Test
        void onceOnly() {
            assertReadsFrom(180, of(remembered(190), acknowledged(180), 170, 200));
            assertLost(180, 195, of(remembered(180), acknowledged(180), 195, 200));
        }
    }

    private static StartPosition of(
            @Nullable Remembered remembered, @Nullable OffsetAndMetadata committed, long begin, long end) {
        return StartPosition.of(remembered, committed, new Present(TOPIC, begin, end));
    }

    private static Remembered remembered(long position) {
        return new Remembered(TOPIC, position);
    }

    private static OffsetAndMetadata committed(long offset) {
        return new OffsetAndMetadata(offset);
    }

    private static OffsetAndMetadata acknowledged(long offset) {
        return new OffsetAndMetadata(offset, "acknowledged topic_id=" + StartPosition.format(TOPIC));
    }

    private static void assertReadsFrom(long position, StartPosition start) {
        assertThat(start).isEqualTo(new StartPosition(position, null, false));
    }

    private static void assertLost(long from, long to, StartPosition start) {
        assertRange(from, to, start);
        assertThat(start.acknowledged()).isFalse();
    }

    private static void assertAcknowledged(long from, long to, StartPosition start) {
        assertRange(from, to, start);
        assertThat(start.acknowledged()).isTrue();
        assertThat(start.position()).isEqualTo(to);
    }

    private static void assertRange(long from, long to, StartPosition start) {
        Loss loss = Objects.requireNonNull(start.loss());
        assertThat(loss.from()).isEqualTo(from);
        assertThat(loss.to()).isEqualTo(to);
    }
}
