package dev.muster.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final RateLimit limit = new RateLimit(2, new SettableClock());

    @Test
    void attemptsWithinTheLimitDoNotWait() {
        assertThat(limit.count("a")).isZero();
        assertThat(limit.count("a")).isZero();
        assertThat(limit.count("b")).isZero();
    }

    @Test
    void furtherAttemptsWaitForTheRestOfTheMinute() {
        limit.count("a");
        limit.count("a");
        now = now.plusSeconds(20);

        assertThat(limit.count("a")).isEqualTo(40);

        now = now.plusSeconds(40);
        assertThat(limit.count("a")).isZero();
    }

    @Test
    void zeroIsNoLimit() {
        RateLimit none = new RateLimit(0, new SettableClock());
        for (int i = 0; i < 1_000; i++) {
            assertThat(none.count("a")).isZero();
        }
    }

    private final class SettableClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
