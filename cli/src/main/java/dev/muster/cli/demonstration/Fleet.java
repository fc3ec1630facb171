package dev.muster.cli.demonstration;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The simulated systems and their reports. The same settings always produce the same bytes. */
final class Fleet {

    private static final Duration ROUND_INTERVAL = Duration.ofHours(6);
    private static final String NOT_AN_OBJECT = "[\"this is JSON, but no object\"]";

    private final DemonstrationSettings settings;
    private final List<FleetSystem> systems;

    Fleet(DemonstrationSettings settings) {
        this.settings = settings;
        this.systems = IntStream.rangeClosed(1, settings.systems())
                .mapToObj(number -> new FleetSystem(settings.seed(), number))
                .toList();
    }

    List<FleetSystem> systems() {
        return systems;
    }

    List<InventoryReport> firstRound() {
        return round(1, FleetSystem::firstRound);
    }

    List<InventoryReport> secondRound() {
        return round(2, FleetSystem::secondRound);
    }

    List<InventoryReport> thirdRound() {
        return round(3, FleetSystem::thirdRound);
    }

    /** Repeated reports of the second round, as sent by a collector that missed the acknowledgement. */
    List<InventoryReport> duplicates() {
        return secondRound().stream().filter(every(10)).toList();
    }

    /** Reports collected before the first round but sent after the last one. */
    List<InventoryReport> late() {
        return round(0, FleetSystem::firstRound).stream().filter(every(8)).toList();
    }

    /** An invalid report: the data of one application is not a JSON object. */
    InventoryReport invalid() {
        FleetSystem system = systems.get(FleetSystem.INVALID - 1);
        List<ReportedApplication> applications = new ArrayList<>(applications(system, system.thirdRound()));
        applications.set(
                0,
                ReportedApplication.newBuilder(applications.get(0))
                        .setInventoryData(NOT_AN_OBJECT)
                        .build());
        return report(system.id(), 4, applications);
    }

    private Predicate<InventoryReport> every(int nth) {
        return report -> systems.stream()
                .anyMatch(system -> system.number() % nth == 0 && system.id().equals(report.getSystemId()));
    }

    private List<InventoryReport> round(int round, Function<FleetSystem, List<Module>> content) {
        return systems.stream()
                .map(system -> report(system.id(), round, applications(system, content.apply(system))))
                .toList();
    }

    private static List<ReportedApplication> applications(FleetSystem system, List<Module> modules) {
        return modules.stream()
                .map(module -> module.toReportedApplication(system.id()))
                .toList();
    }

    private InventoryReport report(String systemId, int round, List<ReportedApplication> applications) {
        Instant collectedAt = settings.collectedFrom().plus(ROUND_INTERVAL.multipliedBy(round));
        return InventoryReport.newBuilder()
                .setReportId(settings.id("report", systemId, Integer.toString(round)))
                .setSystemId(systemId)
                .setCollector("ns8-inventory/1")
                .setCollectedAt(collectedAt)
                .setScope(ReportScope.SNAPSHOT)
                .setReceipt(true)
                .setApplications(applications)
                .build();
    }
}
