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

/** Makes consumers that read a partition only from where the {@link InputGuard} says. */
final class GuardedConsumerFactory extends DefaultKafkaConsumerFactory<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(GuardedConsumerFactory.class);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_TOPICS_EVERY = Duration.ofSeconds(30);

    private final InputGuard guard;

    GuardedConsumerFactory(Map<String, Object> settings, InputGuard guard) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.guard = guard;
    }

    @Override
    protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> settings) {
        return new GuardedConsumer(settings);
    }

    /** All on one thread, as every consumer. */
    private final class GuardedConsumer extends ExtendedKafkaConsumer {

        /** Assigned and paused, because it is not known yet where to read on. */
        private final Set<TopicPartition> pending = new HashSet<>();
        /** Assigned and read, each with the position up to which everything is remembered as read, or will be. */
        private final Map<TopicPartition, Long> reading = new HashMap<>();

        private long triedAtNanos = System.nanoTime();
        private long lookedAtTopicsNanos = System.nanoTime();

        GuardedConsumer(Map<String, Object> settings) {
            super(settings);
        }

        @Override
        public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
            super.subscribe(topics, new Rebalances(listener));
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            if (!pending.isEmpty() && isOver(triedAtNanos, TRY_AGAIN_AFTER)) {
                begin();
            }
            lookAtTopics();
            ConsumerRecords<byte[], byte[]> records = pollInRange(timeout);
            if (records.isEmpty()) {
                rememberMarkers();
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
            begin();
            return ConsumerRecords.empty();
        }

        /** Partitions that stand are not to be read by anybody who resumes all. */
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
            // Any position will do: without one, a poll fails for all partitions.
            assigned.forEach(partition -> seek(partition, 0L));
            reading.keySet().removeAll(assigned);
            pending.addAll(assigned);
        }

        private void begin() {
            triedAtNanos = System.nanoTime();
            if (pending.isEmpty()) {
                return;
            }
            try {
                Map<TopicPartition, Long> begins = guard.begin(this, Set.copyOf(pending));
                pending.clear();
                reading.putAll(begins);
                begins.forEach(this::seek);
                super.resume(begins.keySet());
            } catch (WakeupException | InterruptException e) {
                throw e;
            } catch (KafkaException | DataAccessException e) {
                guard.postpone(groupMetadata().groupId(), pending, e);
            }
        }

        /** A topic that is deleted and created anew while it is read has other records at the same offsets. */
        private void lookAtTopics() {
            if (reading.isEmpty() || !isOver(lookedAtTopicsNanos, LOOK_AT_TOPICS_EVERY)) {
                return;
            }
            lookedAtTopicsNanos = System.nanoTime();
            try {
                hold(guard.ofOtherTopics(groupMetadata().groupId(), reading.keySet()));
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                log.debug("cannot look at the ids of topics, trying again", e);
                return;
            }
            begin();
        }

        /** Positions move behind the markers of transactions without a record that tells of it. */
        private void rememberMarkers() {
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
                log.debug("cannot remember positions behind the markers of transactions, trying again", e);
            }
        }

        private void leave(Collection<TopicPartition> partitions) {
            pending.removeAll(partitions);
            reading.keySet().removeAll(partitions);
            guard.leave(groupMetadata().groupId(), partitions);
        }

        private boolean isOver(long sinceNanos, Duration time) {
            return System.nanoTime() - sinceNanos >= time.toNanos();
        }

        /** Looks at partitions before the listener's container and the next fetch do. */
        private final class Rebalances implements ConsumerRebalanceListener {

            private final ConsumerRebalanceListener listener;

            Rebalances(ConsumerRebalanceListener listener) {
                this.listener = listener;
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                hold(partitions);
                begin();
                listener.onPartitionsAssigned(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                try {
                    listener.onPartitionsRevoked(partitions);
                } finally {
                    leave(partitions);
                }
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                try {
                    listener.onPartitionsLost(partitions);
                } finally {
                    leave(partitions);
                }
            }
        }
    }
}
