package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.kafka.MergeCase.Step;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Generates cases from a seed. */
final class RandomCases {

    private static final Instant START = Instant.parse("2025-03-30T00:58:00Z");

    private final Random random;
    private double copies = 0.35;
    private double inOrder = 0.4;

    RandomCases(long seed) {
        random = new Random(seed);
    }

    /** Few systems, modules, times and versions, so that values often coincide. */
    MergeCase small() {
        int systems = 1 + random.nextInt(3);
        int modules = 1 + random.nextInt(5);
        List<InventoryReport> set = new ArrayList<>();
        int size = 1 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
            String systemId = "s" + random.nextInt(systems);
            set.add(report(systemId, contents(set, systemId, modules, 0.6), 0.3));
        }
        return new MergeCase(arrivals(set));
    }

    /** One system with mostly unchanged snapshots, mostly in order: exercises the path for unchanged snapshots. */
    MergeCase steady() {
        copies = 0.6;
        inOrder = 0.9;
        int modules = 1 + random.nextInt(3);
        List<InventoryReport> set = new ArrayList<>();
        int size = 3 + random.nextInt(8);
        for (int i = 0; i < size; i++) {
            set.add(report("s0", contents(set, "s0", modules, 0.7), 0.15));
        }
        return new MergeCase(arrivals(set));
    }

    /** One system with two different snapshots, out of order: exercises the path for redundant late snapshots. */
    MergeCase repetitive() {
        inOrder = 0;
        List<ReportedApplication> often = contents(List.of(), "s0", 3, 0.5);
        List<ReportedApplication> seldom = contents(List.of(), "s0", 3, 0.5);
        List<InventoryReport> set = new ArrayList<>();
        int size = 4 + random.nextInt(6);
        for (int i = 0; i < size; i++) {
            set.add(report("s0", chance(0.7) ? often : seldom, 0.1));
        }
        return new MergeCase(arrivals(set, 0.5 + random.nextDouble() / 2));
    }

    /** One system with enough modules for the brake, and reports that lack many of them. */
    MergeCase braking() {
        int modules = 12 + random.nextInt(30);
        List<InventoryReport> set = new ArrayList<>();
        int size = 2 + random.nextInt(8);
        for (int i = 0; i < size; i++) {
            double share = new double[] {1, 1, 0.9, 0.5, 0.4, 0.1}[random.nextInt(6)];
            set.add(report("s0", contents(set, "s0", modules, share), 0.15));
        }
        List<Step> steps = new ArrayList<>();
        for (Step step : arrivals(set)) {
            steps.add(step);
            if (chance(0.1)) {
                steps.add(Step.release("s0"));
            }
        }
        return new MergeCase(steps);
    }

    private InventoryReport report(String systemId, List<ReportedApplication> applications, double partial) {
        return InventoryReport.newBuilder()
                .setReportId(new UUID(random.nextLong(), random.nextLong()))
                .setSystemId(systemId)
                .setCollector("random/1")
                .setCollectedAt(START.plusSeconds(60L * random.nextInt(7)).plusNanos(1_000L * random.nextInt(2)))
                .setSequence(chance(0.2) ? random.nextInt(3) - 1 : 0)
                .setScope(chance(partial) ? ReportScope.PARTIAL : ReportScope.SNAPSHOT)
                .setReceipt(true)
                .setApplications(applications)
                .build();
    }

    private List<ReportedApplication> contents(
            List<InventoryReport> before, String systemId, int modules, double share) {
        List<InventoryReport> ofSystem = before.stream()
                .filter(report -> report.getSystemId().equals(systemId))
                .toList();
        if (!ofSystem.isEmpty() && chance(copies)) {
            return ofSystem.get(random.nextInt(ofSystem.size())).getApplications();
        }
        List<ReportedApplication> applications = new ArrayList<>();
        if (chance(0.1)) {
            return applications;
        }
        for (int module = 0; module < modules; module++) {
            if (chance(share)) {
                applications.add(application("m" + module));
            }
        }
        if (chance(0.2)) {
            Collections.shuffle(applications, random);
        }
        return applications;
    }

    private ReportedApplication application(String moduleId) {
        ReportedApplication.Builder application = ReportedApplication.newBuilder()
                .setModuleId(moduleId)
                .setInstanceOf("mail")
                .setVersion(chance(0.7) ? "1" : "2");
        if (chance(0.1)) {
            application.setDisplayName("").setNodeId(random.nextInt(2)).setUserFacing(chance(0.5));
        }
        if (chance(0.3)) {
            application.setInventoryData(JsonVariants.random(random));
        }
        if (chance(0.05)) {
            application.setServicesData(JsonVariants.random(random));
        }
        return application.build();
    }

    private List<Step> arrivals(List<InventoryReport> set) {
        return arrivals(set, random.nextDouble());
    }

    private List<Step> arrivals(List<InventoryReport> set, double cut) {
        List<InventoryReport> order = new ArrayList<>(set);
        if (chance(inOrder)) {
            order.sort(InventoryOracle.BY_AGE);
        } else {
            Collections.shuffle(order, random);
        }
        for (InventoryReport report : set) {
            if (chance(0.15)) {
                order.add(random.nextInt(order.size() + 1), report);
            }
        }
        List<Step> steps = new ArrayList<>();
        int from = 0;
        while (from < order.size()) {
            int to = from + 1;
            while (to < order.size() && !chance(cut)) {
                to++;
            }
            steps.add(Step.poll(order.subList(from, to)).crashing(chance(0.1)));
            // A restart before the offset commit: the last reports are read again, with other poll boundaries.
            from = chance(0.1) ? random.nextInt(to) : to;
        }
        return steps;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
