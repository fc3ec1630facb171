package dev.muster.ingestservice.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The systems that reports looked into together are of, locked. */
final class LockedSystems {

    private final InventoryStore store;
    private final Map<String, SystemState> byId;
    private final Set<Long> newNumbers = new HashSet<>();

    private LockedSystems(InventoryStore store, Map<String, SystemState> byId) {
        this.store = store;
        this.byId = byId;
    }

    /** Locks those that are known. */
    static LockedSystems lock(InventoryStore store, Collection<ReceivedReport> reports) {
        return new LockedSystems(store, new HashMap<>(store.lock(idsOf(reports))));
    }

    /** Makes the others known. */
    void makeKnown(Collection<ReceivedReport> reports) {
        Set<String> unknown = idsOf(reports);
        unknown.removeAll(byId.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        Map<String, SystemState> made = store.makeKnown(unknown);
        made.values().forEach(system -> newNumbers.add(system.systemNumber()));
        byId.putAll(made);
        unknown.removeAll(made.keySet());
        if (!unknown.isEmpty()) {
            byId.putAll(store.lock(unknown));
        }
    }

    SystemState of(ReceivedReport report) {
        return requireNonNull(byId.get(report.header().systemId()));
    }

    /** Whether nothing is stored of it. */
    boolean isNew(SystemState system) {
        return newNumbers.contains(system.systemNumber());
    }

    /** The reports that repeat what was said before and after them, of systems that have no other reports here. */
    Set<ReceivedReport> saidAround(List<ReceivedReport> reports) {
        Set<ReceivedReport> said = new LinkedHashSet<>();
        Set<String> idsOfOthers = new HashSet<>();
        for (ReceivedReport report : reports) {
            SystemState system = byId.get(report.header().systemId());
            if (system != null && system.wasSaidAround(report)) {
                said.add(report);
            } else {
                idsOfOthers.add(report.header().systemId());
            }
        }
        said.removeIf(report -> idsOfOthers.contains(report.header().systemId()));
        return said;
    }

    /**
     * Those with one report here, a snapshot that follows another one which is exactly what is there: it may be compared
     * with that one.
     */
    List<SystemState> thatGoOn(List<ReceivedReport> reports) {
        Set<String> ids = new HashSet<>();
        Set<String> idsOfSeveral = new HashSet<>();
        reports.stream()
                .map(report -> report.header().systemId())
                .filter(id -> !ids.add(id))
                .forEach(idsOfSeveral::add);
        List<SystemState> going = new ArrayList<>();
        for (ReceivedReport report : reports) {
            SystemState system = byId.get(report.header().systemId());
            if (system != null && system.isFollowedBy(report) && !idsOfSeveral.contains(system.systemId())) {
                going.add(system);
            }
        }
        return going;
    }

    /** Those of the reports that are older than the newest snapshot of their system, each with the number of that. */
    Map<ReceivedReport, Long> late(Collection<ReceivedReport> reports) {
        Map<ReceivedReport, Long> late = new LinkedHashMap<>();
        for (ReceivedReport report : reports) {
            SystemState system = of(report);
            ReportKey newest = system.newestSnapshot();
            if (newest != null && newest.isAfter(report.header().key())) {
                late.put(report, system.systemNumber());
            }
        }
        return late;
    }

    /** The reports, each with the number of its system. */
    Map<ReceivedReport, Long> numbered(Collection<ReceivedReport> reports) {
        Map<ReceivedReport, Long> numbered = new LinkedHashMap<>();
        reports.forEach(report -> numbered.put(report, of(report).systemNumber()));
        return numbered;
    }

    /** The reports by system. */
    Collection<SystemReports> groupedBySystem(Map<ReceivedReport, ReportDelta> reports) {
        Map<String, SystemReports> grouped = new LinkedHashMap<>();
        reports.forEach((report, news) -> {
            SystemState system = of(report);
            grouped.computeIfAbsent(system.systemId(), id -> new SystemReports(system, isNew(system)))
                    .add(report, news);
        });
        return grouped.values();
    }

    private static Set<String> idsOf(Collection<ReceivedReport> reports) {
        Set<String> systemIds = new HashSet<>();
        reports.forEach(report -> systemIds.add(report.header().systemId()));
        return systemIds;
    }
}
