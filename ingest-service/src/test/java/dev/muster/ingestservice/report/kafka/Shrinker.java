package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.kafka.MergeCase.Step;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Shrinks a failing case: removes and simplifies parts while it still fails. */
final class Shrinker {

    private static final int MAX_ATTEMPTS = 800;

    private final Predicate<MergeCase> fails;
    private int attempts;

    Shrinker(Predicate<MergeCase> fails) {
        this.fails = fails;
    }

    MergeCase shrink(MergeCase failing) {
        MergeCase smallest = failing;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (MergeCase candidate : simpler(smallest)) {
                if (!candidate.set().isEmpty() && attempts++ < MAX_ATTEMPTS && fails.test(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<MergeCase> simpler(MergeCase merge) {
        List<MergeCase> candidates = new ArrayList<>();
        List<Step> steps = merge.steps();
        for (int i = 0; i < steps.size(); i++) {
            candidates.add(new MergeCase(without(steps, i)));
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            for (int j = 0; step.reports().size() > 1 && j < step.reports().size(); j++) {
                candidates.add(new MergeCase(replaced(steps, i, step.with(without(step.reports(), j)))));
            }
            if (step.crashes()) {
                candidates.add(new MergeCase(replaced(steps, i, step.crashing(false))));
            }
        }
        for (InventoryReport report : merge.set()) {
            simpler(report).forEach(simple -> candidates.add(replaced(merge, report.getReportId(), simple)));
        }
        return candidates;
    }

    private static List<InventoryReport> simpler(InventoryReport report) {
        List<InventoryReport> simpler = new ArrayList<>();
        List<ReportedApplication> applications = report.getApplications();
        for (int i = 0; i < applications.size(); i++) {
            simpler.add(InventoryReport.newBuilder(report)
                    .setApplications(without(applications, i))
                    .build());
            ReportedApplication plain = ReportedApplication.newBuilder()
                    .setModuleId(applications.get(i).getModuleId())
                    .setInstanceOf(applications.get(i).getInstanceOf())
                    .setVersion("1")
                    .build();
            if (!plain.equals(applications.get(i))) {
                simpler.add(InventoryReport.newBuilder(report)
                        .setApplications(replaced(applications, i, plain))
                        .build());
            }
        }
        if (report.getSequence() != 0) {
            simpler.add(InventoryReport.newBuilder(report).setSequence(0).build());
        }
        return simpler;
    }

    private static MergeCase replaced(MergeCase merge, UUID reportId, InventoryReport by) {
        UnaryOperator<InventoryReport> replace = report -> report.getReportId().equals(reportId) ? by : report;
        return new MergeCase(merge.steps().stream()
                .map(step -> step.with(step.reports().stream().map(replace).toList()))
                .toList());
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> rest = new ArrayList<>(list);
        rest.remove(index);
        return rest;
    }

    private static <T> List<T> replaced(List<T> list, int index, T by) {
        List<T> other = new ArrayList<>(list);
        other.set(index, by);
        return other;
    }
}
