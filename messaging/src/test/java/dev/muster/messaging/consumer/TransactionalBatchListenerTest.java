package dev.muster.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TransactionalBatchListenerTest {

    private static final int TEN_MIB = 10 * 1024 * 1024;

    @Test
    void ordinaryPollIsOnePart() {
        List<ConsumerRecord<byte[], byte[]>> records =
                IntStream.range(0, 500).mapToObj(i -> record(i, 4_000)).toList();

        assertThat(TransactionalBatchListener.splitBySize(records)).containsExactly(records);
    }

    @Test
    void largePollIsSplitInOrderWithinTheBound() {
        List<ConsumerRecord<byte[], byte[]>> records =
                IntStream.range(0, 7).mapToObj(i -> record(i, TEN_MIB)).toList();

        assertThat(TransactionalBatchListener.splitBySize(records))
                .containsExactly(records.subList(0, 3), records.subList(3, 6), records.subList(6, 7));
    }

    @Test
    void recordOverTheBoundIsAlone() {
        ConsumerRecord<byte[], byte[]> small = record(0, 1);
        ConsumerRecord<byte[], byte[]> large = record(1, TransactionalBatchListener.MAX_BYTES + 1);

        assertThat(TransactionalBatchListener.splitBySize(List.of(small, large, small)))
                .containsExactly(List.of(small), List.of(large), List.of(small));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, int bytes) {
        return new ConsumerRecord<>("topic", 0, offset, null, new byte[bytes]);
    }
}
