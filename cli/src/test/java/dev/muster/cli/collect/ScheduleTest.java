package dev.muster.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration EVERY = Duration.ofHours(8);

    private Instant now = Instant.parse("2030-01-31T12:00:00Z");
    private final Schedule schedule = new Schedule(
            EVERY,
            new Clock() {
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
            },
            new Random(1));

    @Test
    void firstReportIsDueAtOnce() {
        assertThat(schedule.isDue()).isTrue();
    }

    @Test
    void nextReportIsDueWithinTheIntervalAndNotMuchBefore() {
        for (int i = 0; i < 100; i++) {
            schedule.restart();
            assertThat(schedule.remaining()).isBetween(EVERY.minusMinutes(11), EVERY);
        }
    }

    @Test
    void timeCountsWhileTheMachineSleeps() {
        schedule.restart();
        now = now.plus(EVERY);

        assertThat(schedule.isDue()).isTrue();
    }

    @Test
    void clockThatIsSetBackDoesNotDelayTheNextReport() {
        schedule.restart();
        now = now.minus(Duration.ofDays(365));

        assertThat(schedule.remaining()).isLessThanOrEqualTo(EVERY);
    }

    @Test
    void pausesGrowUpToTheLongest() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), new Random(1));

        assertThat(backoff.next()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(backoff.next()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(backoff.next()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
