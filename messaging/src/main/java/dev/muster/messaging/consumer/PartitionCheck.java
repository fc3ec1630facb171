package dev.muster.messaging.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds records that are not in the partition that the default partitioner of Kafka's Java client gives their key. The
 * records of one key are ordered only when all its producers choose the same partition. Thread-safe.
 */
final class PartitionCheck {

    private static final Logger log = LoggerFactory.getLogger(PartitionCheck.class);

    private final MeterRegistry registry;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    PartitionCheck(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers the counter of a topic, so that it exists at 0. */
    void watch(String topic) {
        counterOf(topic);
    }

    /**
     * Counts misplaced records, and warns about the first one of a topic.
     *
     * @param partitionCounts the number of partitions of a topic; 0 when it is unknown
     */
    void check(ConsumerRecords<byte[], byte[]> records, ToIntFunction<String> partitionCounts) {
        records.partitions().forEach(partition -> {
            int count = partitionCounts.applyAsInt(partition.topic());
            if (count > 0) {
                records.records(partition).forEach(record -> check(record, count));
            }
        });
    }

    private void check(ConsumerRecord<byte[], byte[]> record, int partitionCount) {
        if (record.key() == null) {
            return;
        }
        int expected = Utils.toPositive(Utils.murmur2(record.key())) % partitionCount;
        if (record.partition() == expected) {
            return;
        }
        counterOf(record.topic()).increment();
        if (reported.add(record.topic())) {
            log.warn(
                    "record in the wrong partition: its producer does not partition by murmur2, so commands of one key may be"
                            + " processed in another order topic={} partition={} offset={} expected={}; later ones are"
                            + " only counted",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    expected);
        }
    }

    private Counter counterOf(String topic) {
        return counters.computeIfAbsent(
                topic,
                name -> Counter.builder("muster.records.misplaced")
                        .description("Records in another partition than the default partitioner gives their key")
                        .tag("topic", name)
                        .register(registry));
    }
}
