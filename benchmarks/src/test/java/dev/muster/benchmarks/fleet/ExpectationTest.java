package dev.muster.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.benchmarks.fleet.Step.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares the expectation with a replay of the reports in order of arrival. */
class ExpectationTest {

    private record Row(String version, Instant seen, boolean removed) {}

    private final History history = new History(new Fleet(300, 10), Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void matchesReplayByCollectionTimeWithRemovals() {
        reportSixTimes();

        assertThat(Expectation.of(history, true, true)).isEqualTo(replay(true, true));
    }

    @Test
    void matchesReplayByArrivalWithoutRemovals() {
        reportSixTimes();

        assertThat(Expectation.of(history, false, false)).isEqualTo(replay(false, false));
    }

    @Test
    void detectsALateReportAppliedAsNewest() {
        history.add(Kind.SAME);
        history.add(Kind.LATE);

        assertThat(Expectation.of(history, false, true)).isNotEqualTo(replay(false, false));
    }

    @Test
    void countsOnlySystemsThatHaveReported() {
        history.add(Kind.SAME, 0, 100);

        assertThat(Expectation.of(history, true, true).rows()).isEqualTo(1000);
    }

    @Test
    void matchesReplayOfPartialSteps() {
        history.add(Kind.SAME, 0, 200);
        history.add(Kind.SAME, 200, 300);
        history.add(Kind.ONE_EACH, 0, 50);
        history.add(Kind.ONE_EACH, 0, 50);

        assertThat(Expectation.of(history, true, true)).isEqualTo(replay(true, true));
    }

    private void reportSixTimes() {
        history.add(Kind.SAME);
        history.add(Kind.SAME);
        history.add(Kind.ONE_PERCENT);
        history.add(Kind.CHURN);
        history.add(Kind.LATE);
        history.add(Kind.CHURN);
    }

    private Digest replay(boolean removes, boolean ignoresLate) {
        Map<String, Row> table = new HashMap<>();
        Map<String, Instant> newest = new HashMap<>();
        for (int step = 0; step < history.steps(); step++) {
            history.forEachReport(step, report -> {
                Instant before = newest.getOrDefault(report.systemId(), Instant.EPOCH);
                if (ignoresLate && report.collectedAt().isBefore(before)) {
                    return;
                }
                newest.put(report.systemId(), report.collectedAt());
                Set<String> present = new HashSet<>();
                for (Application application : report.applications()) {
                    String id = report.systemId() + "_" + application.moduleId();
                    present.add(id);
                    table.put(id, new Row(application.version(), report.collectedAt(), false));
                }
                if (removes) {
                    table.replaceAll((id, row) -> id.startsWith(report.systemId() + "_") && !present.contains(id)
                            ? new Row(row.version(), row.seen(), true)
                            : row);
                }
            });
        }
        long removed = table.values().stream().filter(Row::removed).count();
        long sum = table.entrySet().stream()
                .mapToLong(row -> firstBits(row.getKey(), row.getValue()))
                .sum();
        return new Digest(table.size(), removed, sum);
    }

    private static long firstBits(String id, Row row) {
        String text = id + "|" + row.version() + "|" + ChronoUnit.MICROS.between(Instant.EPOCH, row.seen()) + "|"
                + row.removed();
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return Integer.toUnsignedLong(ByteBuffer.wrap(md5).getInt());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
