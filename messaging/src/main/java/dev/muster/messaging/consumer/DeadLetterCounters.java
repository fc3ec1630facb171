package dev.muster.messaging.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Set;

/** The counters of dead letters. They exist at 0 for every known reason, so that an alert sees the first dead letter. */
public final class DeadLetterCounters implements MeterBinder {

    private final Map<String, Set<String>> reasons;

    /**
     * Creates the counters of a service.
     *
     * @param reasons why records of an input topic are rejected: published codes, by topic
     */
    public DeadLetterCounters(Map<String, Set<String>> reasons) {
        this.reasons = Map.copyOf(reasons);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        reasons.forEach((topic, codes) -> codes.forEach(reason -> of(registry, topic, reason)));
    }

    static Counter of(MeterRegistry registry, String topic, String reason) {
        return Counter.builder("muster.dead.letters")
                .description("Rejected records, by their input topic and the reason")
                .tag("topic", topic)
                .tag("reason", reason)
                .register(registry);
    }
}
