package dev.muster.ingestservice.report.kafka;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingestservice.TestDatabase;
import dev.muster.ingestservice.report.postgres.PostgresInventoryStore;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReleaseWaveCommand;
import dev.muster.inventory.SystemFreshnessCommand;
import dev.muster.schemas.ReleasedSchemas;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Random sightings, outages, waves, commands and restarts: the published states are those of the rules. */
class FreshnessPropertyIT {

    private static final Logger log = LoggerFactory.getLogger(FreshnessPropertyIT.class);
    private static final String SEED = "muster.seed";
    private static final int CASES = 15;
    private static final int STEPS = 60;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Integer> CADENCES = List.of(60, 3_600, 28_800, 86_400);

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final SingleObjectCodec<SystemFreshnessCommand> THRESHOLDS =
            SingleObjectCodec.of(SystemFreshnessCommand.class);
    private static final SingleObjectCodec<ReleaseWaveCommand> RELEASES =
            SingleObjectCodec.of(ReleaseWaveCommand.class);

    private final SimulatedClock clock = new SimulatedClock();
    private long offset;

    @Test
    void publishedStatesAreThoseOfTheRules() {
        try (TestDatabase database = TestDatabase.create("freshness")) {
            Long only = Long.getLong(SEED);
            long first = only != null ? only : System.nanoTime();
            log.info("first seed {}, repeat one with -D{}=", first, SEED);
            Coverage coverage = new Coverage();
            for (long seed = first; seed < (only != null ? only + 1 : first + CASES); seed++) {
                try {
                    // Neighbouring seeds of java.util.Random begin alike.
                    check(database, new SplittableRandom(seed), coverage);
                } catch (AssertionError e) {
                    throw new AssertionError("repeat with -D" + SEED + "=" + seed + "\n" + e.getMessage(), e);
                }
            }
            if (only == null) {
                assertThat(coverage.stale).as("STALE systems seen").isPositive();
                assertThat(coverage.missing).as("MISSING systems seen").isPositive();
                assertThat(coverage.held).as("waves seen").isPositive();
            }
        }
    }

    private static final class Coverage {
        private long stale;
        private long missing;
        private long held;
    }

    private void check(TestDatabase database, RandomGenerator random, Coverage coverage) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        reset(jdbc);
        FreshnessOracle oracle = new FreshnessOracle(START);
        MergeRun run = runOn(database);
        run.messages();
        PublishedSystems published = new PublishedSystems(List.of());
        List<String> fleet = new ArrayList<>();
        int size = random.nextBoolean() ? 5 : 60;
        for (int i = 0; i < size; i++) {
            fleet.add("s" + i);
        }
        List<String> steps = new ArrayList<>();
        int step = 0;
        while (step++ < STEPS) {
            steps.add(randomStep(run, oracle, fleet, random));
            if (random.nextInt(10) == 0) {
                run = runOn(database);
            }
            published.add(run.messages());
            Map<String, String> states = oracle.states();
            coverage.stale += states.values().stream().filter("STALE"::equals).count();
            coverage.missing +=
                    states.values().stream().filter("MISSING"::equals).count();
            coverage.held += oracle.held();
            assertThat(statesInView(jdbc)).as("states after %s", steps).isEqualTo(states);
            assertThat(jdbc.queryForObject("select held from freshness_watch", Long.class))
                    .as("held after %s", steps)
                    .isEqualTo(oracle.held());
            Map<String, String> events = new TreeMap<>();
            published
                    .last()
                    .forEach((id, event) -> events.put(id, event.getState().name()));
            assertThat(events).as("published states after %s", steps).isEqualTo(states);
        }
    }

    private String randomStep(MergeRun run, FreshnessOracle oracle, List<String> fleet, RandomGenerator random) {
        String system = fleet.get(random.nextInt(fleet.size()));
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> {
                return report(run, oracle, List.of(system), cadence(random), Duration.ofSeconds(random.nextInt(90)));
            }
            case 3, 4 -> {
                // Most of the fleet, at once.
                int share = 1 + random.nextInt(fleet.size());
                return report(run, oracle, fleet.subList(0, share), cadence(random), Duration.ZERO);
            }
            case 5 -> {
                // Read long after it was received.
                return report(run, oracle, List.of(system), cadence(random), Duration.ofHours(random.nextInt(100)));
            }
            case 6 -> {
                return setThresholds(run, oracle, system, random);
            }
            case 7 -> {
                run.command(record(
                        Topics.INVENTORY_COMMANDS,
                        "fleet",
                        clock.instant(),
                        RELEASES.encode(new ReleaseWaveCommand(UUID.randomUUID(), clock.instant(), "operator"))));
                oracle.releaseWave(clock.instant());
                return "release";
            }
            case 8 -> {
                // Nothing is swept meanwhile, as while no instance runs.
                clock.advance(Duration.ofMinutes(1 + random.nextInt(3_000)));
                return "pause to " + clock.instant();
            }
            case 9 -> {
                sweepFor(run, oracle, 1 + random.nextInt(8), Duration.ofMinutes(1), false);
                return "behind to " + clock.instant();
            }
            case 11 -> {
                // All fall silent at once: a wave, unless the fleet is small.
                String reports = report(run, oracle, fleet, 3_600, Duration.ZERO);
                sweepFor(run, oracle, 40, Duration.ofSeconds(150), true);
                return reports + ", silent to " + clock.instant();
            }
            case 10 -> {
                // Long times in few sweeps: each pause is shorter than what counts as an outage.
                sweepFor(run, oracle, 1 + random.nextInt(40), Duration.ofSeconds(170), true);
                return "sweeps to " + clock.instant();
            }
            default -> {
                sweepFor(run, oracle, 1 + random.nextInt(5), Duration.ofSeconds(10 + random.nextInt(60)), true);
                return "fast sweeps to " + clock.instant();
            }
        }
    }

    private static @Nullable Integer cadence(RandomGenerator random) {
        return random.nextInt(4) == 0 ? null : CADENCES.get(random.nextInt(CADENCES.size()));
    }

    private String report(
            MergeRun run, FreshnessOracle oracle, List<String> systems, @Nullable Integer cadence, Duration ago) {
        Instant receivedAt = clock.instant().minus(ago);
        run.poll(systems.stream()
                .map(system -> record(
                        Topics.INVENTORY_REPORTS,
                        system,
                        receivedAt,
                        REPORTS.encode(snapshot(system, receivedAt, application("m1", "1"))
                                .setNextReportWithinS(cadence)
                                .build())))
                .toList());
        systems.forEach(system -> oracle.report(system, receivedAt, receivedAt, cadence, clock.instant()));
        clock.advance(Duration.ofMillis(1));
        return systems.size() + " reports of " + systems.get(0) + " at " + receivedAt + " within " + cadence;
    }

    private String setThresholds(MergeRun run, FreshnessOracle oracle, String system, RandomGenerator random) {
        Long stale = random.nextInt(3) == 0 ? null : 60L + random.nextInt(100_000);
        Long missing = stale == null ? null : stale + random.nextInt(100_000);
        run.command(record(
                Topics.INVENTORY_COMMANDS,
                system,
                clock.instant(),
                THRESHOLDS.encode(new SystemFreshnessCommand(
                        UUID.randomUUID(), clock.instant(), "operator", system, stale, missing))));
        oracle.setThresholds(system, stale, missing);
        clock.advance(Duration.ofMillis(1));
        return "thresholds of " + system + " " + stale + " " + missing;
    }

    private void sweepFor(MergeRun run, FreshnessOracle oracle, int times, Duration interval, boolean keptUp) {
        for (int i = 0; i < times; i++) {
            clock.advance(interval);
            run.sweep(clock.instant(), keptUp);
            oracle.sweep(clock.instant(), keptUp);
        }
    }

    private MergeRun runOn(TestDatabase database) {
        return new MergeRun(
                database,
                true,
                new PostgresInventoryStore(database.dataSource()),
                ReleasedSchemas.of(InventoryReport.getClassSchema()),
                clock);
    }

    private void reset(JdbcTemplate jdbc) {
        jdbc.execute("truncate system, silent_system, system_freshness, freshness_outage, received_report,"
                + " application_record, snapshot_contents");
        jdbc.update(
                "update freshness_watch set started_at = ?, kept_up_at = ?, swept_at = '-infinity',"
                        + " wave_released_at = null, held = 0",
                Timestamp.from(START),
                Timestamp.from(START));
        clock.set(START);
    }

    private static Map<String, String> statesInView(JdbcTemplate jdbc) {
        Map<String, String> states = new TreeMap<>();
        jdbc.query("select system_id, state from systems", row -> {
            states.put(row.getString(1), row.getString(2));
        });
        return states;
    }

    private ConsumerRecord<byte[], byte[]> record(String topic, String key, Instant timestamp, byte[] value) {
        byte[] keyBytes = key.getBytes(UTF_8);
        return new ConsumerRecord<>(
                topic,
                0,
                offset++,
                timestamp.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                keyBytes.length,
                value.length,
                keyBytes,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static final class SimulatedClock extends Clock {

        private Instant now = START;

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        void set(Instant time) {
            now = time;
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
