package dev.muster.benchmarks.commands;

import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.stack.JavaProcess;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends commands at a steady rate, independent of their outcomes, and waits for the outcomes. Latency is measured from
 * the scheduled send time, to avoid coordinated omission.
 */
final class LatencyProbe {

    private static final Duration OUTCOME_TIMEOUT = Duration.ofSeconds(60);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String servers;
    private final String commands;
    private final String outcomes;
    private final JavaProcess process;
    private final SingleObjectCodec<CommandOutcome> codec = SingleObjectCodec.of(CommandOutcome.class);

    LatencyProbe(String servers, String commands, String outcomes, JavaProcess process) {
        this.servers = servers;
        this.commands = commands;
        this.outcomes = outcomes;
        this.process = process;
    }

    Latencies measure(long pass, int count, int perSecond, CommandSource source) {
        long[] nanos = new long[count];
        AtomicLongArray due = new AtomicLongArray(count);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Thread sender = new Thread(() -> send(pass, due, perSecond, source), "commands");
            sender.start();
            int received = 0;
            long deadline = System.nanoTime() + count * NANOS_PER_SECOND / perSecond + OUTCOME_TIMEOUT.toNanos();
            while (received < count) {
                process.requireAlive();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    CommandOutcome outcome = decode(record.value());
                    int number = (int) outcome.getCommandId().getLeastSignificantBits();
                    if (outcome.getCommandId().getMostSignificantBits() == pass && nanos[number] == 0) {
                        nanos[number] = System.nanoTime() - due.get(number);
                        requireApplied(outcome);
                        received++;
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new BenchmarkException(
                            "of " + count + " commands only " + received + " outcomes were received");
                }
            }
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
        return new Latencies(nanos);
    }

    private void send(long pass, AtomicLongArray due, int perSecond, CommandSource source) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.partitionsFor(commands);
            long start = System.nanoTime() + NANOS_PER_SECOND; // leaves time for the producer to initialize
            for (int number = 0; number < due.length(); number++) {
                long at = start + number * NANOS_PER_SECOND / perSecond;
                due.set(number, at);
                while (System.nanoTime() < at) {
                    LockSupport.parkNanos(at - System.nanoTime());
                }
                source.assign(pass, number, number + 1, (key, value) -> {
                    Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(commands, key, value));
                });
            }
        }
    }

    private static void requireApplied(CommandOutcome outcome) {
        if (outcome.getStatus() != OutcomeStatus.APPLIED) {
            throw new BenchmarkException(
                    "a command was " + outcome.getStatus() + " (" + outcome.getReason() + ") instead of APPLIED");
        }
    }

    private CommandOutcome decode(byte[] value) {
        try {
            return codec.decode(value);
        } catch (UnreadableValueException e) {
            throw new BenchmarkException("cannot decode an outcome", e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(outcomes).stream()
                .map(partition -> new TopicPartition(outcomes, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
