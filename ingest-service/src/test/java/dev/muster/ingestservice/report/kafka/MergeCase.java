package dev.muster.ingestservice.report.kafka;

import dev.muster.inventory.InventoryReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A test case: steps of input. */
record MergeCase(List<Step> steps) {

    /**
     * A poll, or a release of the brake.
     *
     * @param crashes whether the transaction first fails right before the commit, so that the poll is repeated
     * @param release the system whose brake is released; then there are no reports
     */
    record Step(
            List<InventoryReport> reports,
            boolean crashes,
            @Nullable String release) {

        static Step poll(List<InventoryReport> reports) {
            return new Step(List.copyOf(reports), false, null);
        }

        static Step release(String systemId) {
            return new Step(List.of(), false, systemId);
        }

        Step crashing(boolean crashing) {
            return new Step(reports, crashing, release);
        }

        Step with(List<InventoryReport> others) {
            return new Step(List.copyOf(others), crashes, release);
        }

        @Override
        public String toString() {
            return release != null
                    ? "release " + release
                    : (crashes ? "poll with a crash," : "poll")
                            + reports.stream()
                                    .map(ReportText::of)
                                    .map(text -> "\n      " + text)
                                    .collect(Collectors.joining());
        }
    }

    /** All reports without duplicates. */
    List<InventoryReport> set() {
        Map<UUID, InventoryReport> once = new LinkedHashMap<>();
        steps.forEach(step -> step.reports().forEach(report -> once.put(report.getReportId(), report)));
        return List.copyOf(once.values());
    }

    /** All reports, in the same order, in a single poll. */
    MergeCase inOnePoll() {
        return new MergeCase(List.of(Step.poll(
                steps.stream().flatMap(step -> step.reports().stream()).toList())));
    }

    /** The same case with prefixed system ids, so that cases do not interfere in one database. */
    MergeCase withSystemPrefix(String prefix) {
        List<Step> renamed = new ArrayList<>();
        for (Step step : steps) {
            List<InventoryReport> reports = step.reports().stream()
                    .map(report -> InventoryReport.newBuilder(report)
                            .setSystemId(prefix + report.getSystemId())
                            .build())
                    .toList();
            renamed.add(new Step(reports, step.crashes(), step.release() == null ? null : prefix + step.release()));
        }
        return new MergeCase(renamed);
    }

    @Override
    public String toString() {
        return steps.stream().map(step -> "\n   " + step).collect(Collectors.joining());
    }
}
