package dev.muster.ingest;

import dev.muster.inbox.PollFailures;
import dev.muster.outbox.OutboxRelays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/** Down when a listener has died or only fails, or when messages do not leave the outbox. Part of readiness. */
@Component("pipeline")
class PipelineHealth extends AbstractHealthIndicator {

    private final KafkaListenerEndpointRegistry listeners;
    private final PollFailures failures;
    private final OutboxRelays relays;

    PipelineHealth(KafkaListenerEndpointRegistry listeners, PollFailures failures, OutboxRelays relays) {
        this.listeners = listeners;
        this.failures = failures;
        this.relays = relays;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (MessageListenerContainer container : listeners.getAllListenerContainers()) {
            if (!container.isRunning() || !container.isInExpectedState()) {
                builder.down().withDetail("listener", container.getListenerId() + " is stopped");
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
