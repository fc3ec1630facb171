package dev.muster.messaging.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Creates consumers that read a partition only from the position that the {@link InputGuard} returns. */
final class GuardedConsumerFactory extends DefaultKafkaConsumerFactory<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(GuardedConsumerFactory.class);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration PARTITION_COUNT_TIMEOUT = Duration.ofMillis(100);
    private static final Duration TOPIC_CHECK_INTERVAL = Duration.ofSeconds(30);

    private final InputGuard guard;

    GuardedConsumerFactory(Map<String, Object> settings, InputGuard guard) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.guard = guard;
    }

    @Override
    protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> settings) {
        return new GuardedConsumer(settings);
    }

    /** For one thread, as every consumer. */
    private final class GuardedConsumer extends ExtendedKafkaConsumer {

        /** Assigned and paused, because the start position is not known yet. */
        private final Set<TopicPartition> pending = new HashSet<>();
        /** Assigned and read, each with the position up to which everything is stored as read, or will be. */
        private final Map<TopicPartition, Long> reading = new HashMap<>();

        private long triedAtNanos = System.nanoTime();
        private long topicsCheckedAtNanos = System.nanoTime();

        GuardedConsumer(Map<String, Object> settings) {
            super(settings);
        }

        @Override
        public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
            topics.forEach(topic -> guard.watch(groupMetadata().groupId(), topic));
            super.subscribe(topics, new Rebalances(listener));
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            if (!pending.isEmpty() && hasPassed(triedAtNanos, RETRY_INTERVAL)) {
                startReading();
            }
            checkTopics();
            ConsumerRecords<byte[], byte[]> records = pollInRange(timeout);
            guard.partitionCheck().check(records, this::partitionCount);
            if (records.isEmpty()) {
                rememberPositionsPastMarkers();
            } else {
                for (TopicPartition partition : records.partitions()) {
                    List<ConsumerRecord<byte[], byte[]>> read = records.records(partition);
                    reading.put(partition, read.get(read.size() - 1).offset() + 1);
                }
            }
            return records;
        }

        private ConsumerRecords<byte[], byte[]> pollInRange(Duration timeout) {
            try {
                return super.poll(timeout);
            } catch (OffsetOutOfRangeException e) {
                hold(e.partitions());
            } catch (NoOffsetForPartitionException e) {
                hold(e.partitions());
            }
            startReading();
            return ConsumerRecords.empty();
        }

        /** From the metadata of the subscription, which a poll with records has. */
        private int partitionCount(String topic) {
            try {
                return partitionsFor(topic, PARTITION_COUNT_TIMEOUT).size();
            } catch (TimeoutException e) {
                return 0;
            }
        }

        /** Keeps paused partitions paused when the container resumes all. */
        @Override
        public void resume(Collection<TopicPartition> partitions) {
            Set<TopicPartition> allowed = new HashSet<>(partitions);
            allowed.removeIf(partition -> !reading.containsKey(partition));
            super.resume(allowed);
        }

        private void hold(Collection<TopicPartition> partitions) {
            Set<TopicPartition> assigned = new HashSet<>(partitions);
            assigned.retainAll(assignment());
            pause(assigned);
            // The position does not matter, but without one a poll fails for all partitions.
            assigned.forEach(partition -> seek(partition, 0L));
            reading.keySet().removeAll(assigned);
            pending.addAll(assigned);
        }

        private void startReading() {
            triedAtNanos = System.nanoTime();
            if (pending.isEmpty()) {
                return;
            }
            try {
                Map<TopicPartition, Long> positions = guard.findStartPositions(this, Set.copyOf(pending));
                pending.clear();
                reading.putAll(positions);
                positions.forEach(this::seek);
                super.resume(positions.keySet());
            } catch (WakeupException | InterruptException e) {
                throw e;
            } catch (KafkaException | DataAccessException e) {
                guard.postpone(groupMetadata().groupId(), pending, e);
            }
        }

        /** A topic that is deleted and recreated while it is read has other records at the same offsets. */
        private void checkTopics() {
            if (reading.isEmpty() || !hasPassed(topicsCheckedAtNanos, TOPIC_CHECK_INTERVAL)) {
                return;
            }
            topicsCheckedAtNanos = System.nanoTime();
            try {
                hold(guard.findRecreated(groupMetadata().groupId(), reading.keySet()));
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                log.debug("cannot read topic ids, trying again", e);
                return;
            }
            startReading();
        }

        /** Positions move past transaction markers without a record. */
        private void rememberPositionsPastMarkers() {
            Map<TopicPartition, Long> moved = new HashMap<>();
            try {
                reading.forEach((partition, known) -> {
                    long position = position(partition, Duration.ZERO);
                    if (position > known) {
                        moved.put(partition, position);
                    }
                });
                if (!moved.isEmpty()) {
                    guard.remember(groupMetadata().groupId(), moved);
                    reading.putAll(moved);
                }
            } catch (TimeoutException | DataAccessException e) {
                log.debug("cannot store positions past transaction markers, trying again", e);
            }
        }

        private void release(Collection<TopicPartition> partitions) {
            pending.removeAll(partitions);
            reading.keySet().removeAll(partitions);
            guard.release(groupMetadata().groupId(), partitions);
        }

        private boolean hasPassed(long sinceNanos, Duration interval) {
            return System.nanoTime() - sinceNanos >= interval.toNanos();
        }

        /** Handles partitions before the listener container and the next fetch do. */
        private final class Rebalances implements ConsumerRebalanceListener {

            private final ConsumerRebalanceListener listener;

            Rebalances(ConsumerRebalanceListener listener) {
                this.listener = listener;
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                hold(partitions);
                startReading();
                listener.onPartitionsAssigned(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                try {
                    listener.onPartitionsRevoked(partitions);
                } finally {
                    release(partitions);
                }
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                try {
                    listener.onPartitionsLost(partitions);
                } finally {
                    release(partitions);
                }
            }
        }
    }
}
