package dev.muster.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/** The health group {@code pipeline} of a service, and its metric: one member for each {@link PipelineCheck}. */
@Configuration(proxyBeanMethods = false)
public class PipelineConfiguration {

    /** Served as {@code /actuator/health/pipeline}. */
    @Bean("pipeline")
    CompositeHealthContributor pipelineHealth(List<PipelineCheck> checks) {
        Map<String, HealthIndicator> members = new LinkedHashMap<>();
        checks.forEach(check -> members.put(check.name(), () -> healthOf(check)));
        return CompositeHealthContributor.fromMap(members);
    }

    private static Health healthOf(PipelineCheck check) {
        String problem = check.problem();
        return problem == null
                ? Health.up().build()
                : Health.down().withDetail("problem", problem).build();
    }

    @Bean
    MeterBinder pipelineMetrics(List<PipelineCheck> checks) {
        return registry ->
                checks.forEach(check -> Gauge.builder("muster.pipeline.up", check, one -> one.problem() == null ? 1 : 0)
                        .description("Whether this part of the pipeline is well: 1 or 0")
                        .tag("check", check.name())
                        .register(registry));
    }

    /** Down when a listener is stopped, or one of its threads has died. */
    @Bean
    PipelineCheck listenersCheck(KafkaListenerEndpointRegistry listeners) {
        return PipelineCheck.of("listeners", () -> stoppedOf(listeners));
    }

    private static @Nullable String stoppedOf(KafkaListenerEndpointRegistry listeners) {
        for (MessageListenerContainer listener : listeners.getAllListenerContainers()) {
            if (!isWell(listener)) {
                return "the listener of group " + listener.getGroupId() + " is stopped";
            }
        }
        return null;
    }

    private static boolean isWell(MessageListenerContainer listener) {
        return listener.isRunning()
                && listener.isInExpectedState()
                && (!(listener instanceof ConcurrentMessageListenerContainer<?, ?> threads)
                        || threads.getContainers().stream().allMatch(MessageListenerContainer::isRunning));
    }
}
