package dev.muster.ingestservice.report;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** What changed about systems in one transaction, apart from signs of life of systems that are not silent. By system id. */
public final class SystemChanges {

    private final Set<String> sightedWhileSilent = new LinkedHashSet<>();
    private final Set<String> countsChanged = new LinkedHashSet<>();
    private final Set<String> cadenceChanged = new LinkedHashSet<>();

    /** Adds a sign of life of a system whose published state is STALE or MISSING. */
    public void addSightedWhileSilent(String systemId) {
        sightedWhileSilent.add(systemId);
    }

    /** Adds a system that is new, or whose number of present applications is another one. */
    public void addCountsChanged(String systemId) {
        countsChanged.add(systemId);
    }

    /** Adds a system whose newest snapshot announces the next report in another time than the one before. */
    public void addCadenceChanged(String systemId) {
        cadenceChanged.add(systemId);
    }

    /** Adds the differences between two states of a system. */
    void addDifferences(SystemState before, SystemState after) {
        if (before.presentApplications() != after.presentApplications()) {
            addCountsChanged(after.systemId());
        }
        if (!Objects.equals(
                before.freshness().nextReportWithinS(), after.freshness().nextReportWithinS())) {
            addCadenceChanged(after.systemId());
        }
    }

    public Set<String> sightedWhileSilent() {
        return Collections.unmodifiableSet(sightedWhileSilent);
    }

    public Set<String> countsChanged() {
        return Collections.unmodifiableSet(countsChanged);
    }

    public Set<String> cadenceChanged() {
        return Collections.unmodifiableSet(cadenceChanged);
    }

    public boolean isEmpty() {
        return sightedWhileSilent.isEmpty() && countsChanged.isEmpty() && cadenceChanged.isEmpty();
    }
}
