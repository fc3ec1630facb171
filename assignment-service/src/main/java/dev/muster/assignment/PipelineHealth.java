package dev.muster.assignment;

import dev.muster.outbox.OutboxRelays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/** Down when a listener has died, or when messages do not leave the outbox. Part of readiness. */
@NullMarked
@Component("pipeline")
class PipelineHealth extends AbstractHealthIndicator {

    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> listeners;
    private final OutboxRelays relays;

    PipelineHealth(List<ConcurrentMessageListenerContainer<byte[], byte[]>> listeners, OutboxRelays relays) {
        super("the pipeline cannot be looked at");
        this.listeners = listeners;
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
        String trouble = relays.trouble();
        if (trouble != null) {
            builder.down().withDetail("outbox", trouble);
        }
    }
}
