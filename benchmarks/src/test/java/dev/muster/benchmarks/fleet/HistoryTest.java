package dev.muster.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muster.benchmarks.fleet.Step.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final int SYSTEMS = 2_000;

    private final History history = new History(new Fleet(SYSTEMS, 10), Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void firstStepReportsEveryApplicationOnce() {
        int step = history.add(Kind.SAME);

        assertThat(reports(step)).hasSize(SYSTEMS);
        assertThat(new HashSet<>(ids(step))).hasSize(SYSTEMS * 10);
        assertThat(history.applications(step)).isEqualTo(SYSTEMS * 10);
        assertThat(history.changes(step)).isEqualTo(SYSTEMS * 10);
    }

    @Test
    void unchangedStepRepeatsTheApplications() {
        history.add(Kind.SAME);
        int step = history.add(Kind.SAME);

        assertThat(reports(step).stream().map(Report::applications).toList())
                .isEqualTo(reports(0).stream().map(Report::applications).toList());
        assertThat(reports(step).get(0).collectedAt()).isAfter(reports(0).get(0).collectedAt());
        assertThat(history.changes(step)).isZero();
    }

    @Test
    void onePercentChangesOneApplicationOfOneSystemInAHundred() {
        history.add(Kind.SAME);
        int step = history.add(Kind.ONE_PERCENT);

        assertThat(changed(step)).isEqualTo(SYSTEMS / 100);
        assertThat(history.changes(step)).isEqualTo(SYSTEMS / 100);
    }

    @Test
    void churnChangesAFifthAndRemovesAFiftieth() {
        history.add(Kind.SAME);
        int step = history.add(Kind.CHURN);
        long removed = SYSTEMS * 10 - history.applications(step);

        assertThat(removed).isCloseTo(400, within(100L));
        assertThat(changed(step)).isCloseTo(3920, within(300L));
        assertThat(history.changes(step)).isEqualTo(changed(step) + removed);
    }

    @Test
    void oneInTenReportsIsLate() {
        history.add(Kind.SAME);
        int step = history.add(Kind.LATE);
        Map<String, Instant> newest = new HashMap<>();
        int late = 0;
        for (Report report : reports(step)) {
            Instant before = newest.merge(
                    report.systemId(), report.collectedAt(), (one, other) -> one.isAfter(other) ? one : other);
            late += report.collectedAt().isBefore(before) ? 1 : 0;
        }

        assertThat((double) late / history.reports(step)).isCloseTo(0.1, within(0.001));
        assertThat(reports(step)).hasSize(history.reports(step));
    }

    @Test
    void stepCanSelectEveryTenthSystem() {
        history.add(Kind.SAME);
        int step = history.add(Kind.ONE_EACH, 3, SYSTEMS, 10);

        assertThat(reports(step))
                .extracting(Report::systemId)
                .startsWith(Fleet.systemId(3), Fleet.systemId(13))
                .hasSize(SYSTEMS / 10);
        assertThat(history.reports(step)).isEqualTo(SYSTEMS / 10);
        assertThat(history.applications(step)).isEqualTo(SYSTEMS);
        assertThat(history.changes(step)).isEqualTo(SYSTEMS / 10).isEqualTo(changed(step));
    }

    private List<Report> reports(int step) {
        List<Report> reports = new ArrayList<>();
        history.forEachReport(step, reports::add);
        return reports;
    }

    private List<String> ids(int step) {
        return reports(step).stream()
                .flatMap(report -> report.applications().stream()
                        .map(application -> report.systemId() + "_" + application.moduleId()))
                .toList();
    }

    private long changed(int step) {
        String version = "1." + step + ".";
        return reports(step).stream()
                .flatMap(report -> report.applications().stream())
                .filter(application -> application.version().startsWith(version))
                .count();
    }
}
