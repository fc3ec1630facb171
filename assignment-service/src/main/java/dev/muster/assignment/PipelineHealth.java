package dev.muster.assignment;

import dev.muster.inbox.PollFailures;
import dev.muster.outbox.OutboxRelays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/** Down when a listener has died or only fails, or when messages do not leave the outbox. Part of readiness. */
@NullMarked
@Component("pipeline")
class PipelineHealth extends AbstractHealthIndicator {

    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> listeners;
    private final PollFailures failures;
    private final OutboxRelays relays;

    PipelineHealth(
            List<ConcurrentMessageListenerContainer<byte[], byte[]>> listeners,
            PollFailures failures,
            OutboxRelays relays) {
        super("the pipeline cannot be looked at");
        this.listeners = listeners;
        this.failures = failures;
        this.relays = relays;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (ConcurrentMessageListenerContainer<byte[], byte[]> listener : listeners) {
            if (!listener.isRunning()
                    || !listener.getContainers().stream().allMatch(MessageListenerContainer::isRunning)) {
                builder.down().withDetail(String.valueOf(listener.getBeanName()), "is stopped");
            }
        }
        report(builder, "polls", failures.trouble());
        report(builder, "outbox", relays.trouble());
    }

    private static void report(Health.Builder builder, String part, @Nullable String trouble) {
        if (trouble != null) {
            builder.down().withDetail(part, trouble);
        }
    }
}
