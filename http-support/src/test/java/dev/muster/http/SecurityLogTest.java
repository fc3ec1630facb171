package dev.muster.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.http.SecurityLog.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class SecurityLogTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SecurityLog log = new SecurityLog(registry, Clock.systemUTC());

    @Test
    void everyEventHasACounterFromTheStart() {
        for (Event event : Event.values()) {
            assertThat(count(event)).isZero();
        }
    }

    @Test
    void everyEventIsCountedAlsoBeyondTheLimitOfLines() {
        for (int i = 0; i < 1_000; i++) {
            log.record(Event.LOGIN_REFUSED, "credentials_invalid", "claimed\u001b[31m", "127.0.0.1", null);
        }

        assertThat(count(Event.LOGIN_REFUSED)).isEqualTo(1_000);
    }

    private double count(Event event) {
        return registry.get("muster.security.events")
                .tag("event", event.name().toLowerCase(java.util.Locale.ROOT))
                .counter()
                .count();
    }
}
