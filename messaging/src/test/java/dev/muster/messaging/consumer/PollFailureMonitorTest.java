package dev.muster.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

class PollFailureMonitorTest {

    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PollFailureMonitor failures = new PollFailureMonitor(registry, clock);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void reportsPollsThatFailForMoreThanTenSeconds() {
        fail();
        clock.pass(Duration.ofSeconds(9));
        fail();
        assertThat(failures.problem()).isNull();

        clock.pass(Duration.ofSeconds(2));
        fail();

        assertThat(failures.problem()).contains("failing since 2026-01-01T00:00:00Z");
        assertThat(registry.get("muster.poll.failures").counter().count()).isEqualTo(3);
    }

    @Test
    void successEndsTheProblem() {
        fail();
        clock.pass(Duration.ofSeconds(11));
        fail();

        failures.success(ConsumerRecords.empty(), consumer);

        assertThat(failures.problem()).isNull();
    }

    @Test
    void ignoresListenersWhosePartitionsMoved() {
        fail();
        clock.pass(Duration.ofSeconds(11));
        fail();

        clock.pass(Duration.ofSeconds(61));

        assertThat(failures.problem()).isNull();
    }

    private void fail() {
        failures.failure(ConsumerRecords.empty(), new IllegalStateException("away"), consumer);
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
