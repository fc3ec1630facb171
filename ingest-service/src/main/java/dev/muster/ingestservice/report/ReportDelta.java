package dev.muster.ingestservice.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a report that has to be merged: all of it, or the differences from the snapshot before.
 *
 * @param applications decoded, in order of their module ids
 * @param affectedModules the modules of these applications and of the removed ones; null when any module of the system
 *     may be affected
 * @param unchangedCount number of applications that are the same as before and left out
 * @param fingerprints of the whole snapshot; null for a partial report
 */
record ReportDelta(
        List<ReportedApplication> applications,
        @Nullable Set<String> affectedModules,
        int unchangedCount,
        @Nullable SnapshotFingerprints fingerprints) {

    /** The whole report. */
    static ReportDelta full(ReceivedReport report) throws InvalidReportException {
        List<EncodedApplication> encoded = report.applications();
        SnapshotFingerprints fingerprints = report.header().snapshot() ? SnapshotFingerprints.of(encoded) : null;
        return full(encoded, fingerprints);
    }

    private static ReportDelta full(List<EncodedApplication> encoded, @Nullable SnapshotFingerprints fingerprints)
            throws InvalidReportException {
        List<ReportedApplication> applications = new ArrayList<>(encoded.size());
        for (EncodedApplication application : encoded) {
            applications.add(application.decode());
        }
        return new ReportDelta(applications, null, 0, fingerprints);
    }

    /**
     * The differences of a snapshot from the one before, or the whole snapshot when the brake would hold its removals.
     *
     * @param before fingerprints of the snapshot before, whose applications are exactly the stored ones
     */
    static ReportDelta since(SnapshotFingerprints before, ReceivedReport snapshot, RemovalBrake brake)
            throws InvalidReportException {
        List<EncodedApplication> encoded = snapshot.applications();
        SnapshotFingerprints fingerprints = SnapshotFingerprints.of(encoded);
        Set<String> removed = before.modulesMissingFrom(fingerprints);
        if (brake.holds(removed.size(), before.size())) {
            return full(encoded, fingerprints);
        }
        Set<String> changed = fingerprints.modulesDifferentFrom(before);
        List<ReportedApplication> applications = new ArrayList<>(changed.size());
        for (EncodedApplication application : encoded) {
            if (changed.contains(application.moduleId())) {
                applications.add(application.decode());
            }
        }
        int unchangedCount = fingerprints.size() - changed.size();
        Set<String> affected = new HashSet<>(changed);
        affected.addAll(removed);
        return new ReportDelta(applications, affected, unchangedCount, fingerprints);
    }

    /** Whether merging needs only the records of {@link #namedModules}. True for partial reports and for differences. */
    boolean needsNamedRecordsOnly() {
        return affectedModules != null || fingerprints == null;
    }

    /** The affected modules where they are known, else the modules of the applications. */
    Set<String> namedModules() {
        if (affectedModules != null) {
            return affectedModules;
        }
        Set<String> modules = new HashSet<>();
        applications.forEach(application -> modules.add(application.moduleId()));
        return modules;
    }
}
