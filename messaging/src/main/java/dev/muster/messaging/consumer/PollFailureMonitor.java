package dev.muster.messaging.consumer;

import dev.muster.messaging.health.PipelineCheck;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchInterceptor;

/** Counts failed polls, and reports listeners whose polls keep failing. */
public final class PollFailureMonitor implements BatchInterceptor<byte[], byte[]>, PipelineCheck {

    private static final Duration PROBLEM_AFTER = Duration.ofSeconds(10);
    private static final Duration IGNORED_AFTER = Duration.ofMinutes(1);

    private final Map<String, Failing> byThread = new ConcurrentHashMap<>();
    private final Counter count;
    private final Clock clock;

    /** Counts the failures as {@code muster.poll.failures}. */
    public PollFailureMonitor(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        count = Counter.builder("muster.poll.failures")
                .description("Polls that failed and were retried")
                .register(registry);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> intercept(
            ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        return records;
    }

    @Override
    public void success(ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        byThread.remove(Thread.currentThread().getName());
    }

    @Override
    public void failure(ConsumerRecords<byte[], byte[]> records, Exception failure, Consumer<byte[], byte[]> consumer) {
        count.increment();
        Instant now = clock.instant();
        byThread.merge(
                Thread.currentThread().getName(), new Failing(now, now), (old, next) -> new Failing(old.since(), now));
    }

    @Override
    public String name() {
        return "polls";
    }

    /** A listener whose polls have failed for more than 10 s. */
    @Override
    public @Nullable String problem() {
        Instant now = clock.instant();
        for (Map.Entry<String, Failing> thread : byThread.entrySet()) {
            Failing failing = thread.getValue();
            // A listener whose partitions moved to another instance has neither failures nor successes.
            boolean stillFailing = failing.last().plus(IGNORED_AFTER).isAfter(now);
            if (stillFailing && failing.since().plus(PROBLEM_AFTER).isBefore(now)) {
                return "the polls of " + thread.getKey() + " have been failing since " + failing.since();
            }
        }
        return null;
    }

    private record Failing(Instant since, Instant last) {}
}
