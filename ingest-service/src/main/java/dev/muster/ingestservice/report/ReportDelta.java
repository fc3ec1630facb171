package dev.muster.ingestservice.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be merged of a report: of a snapshot that follows another one whose contents are known, only what it says
 * otherwise.
 *
 * @param applications decoded, in order of their module ids
 * @param modules those whose records it is about: of these applications, and of the ones that are gone; null when it may
 *     be about any of the system's
 * @param unchanged how many applications are there and not among these
 * @param contents what the whole of it says; null of a partial report
 */
record ReportDelta(
        List<ReportedApplication> applications,
        @Nullable Set<String> modules,
        int unchanged,
        @Nullable SnapshotFingerprints contents) {

    /** All of the report. */
    static ReportDelta all(ReceivedReport report) throws InvalidReportException {
        List<EncodedApplication> written = report.applications();
        SnapshotFingerprints contents = report.header().snapshot() ? SnapshotFingerprints.of(written) : null;
        return all(written, contents);
    }

    private static ReportDelta all(List<EncodedApplication> written, @Nullable SnapshotFingerprints contents)
            throws InvalidReportException {
        List<ReportedApplication> applications = new ArrayList<>(written.size());
        for (EncodedApplication application : written) {
            applications.add(application.read());
        }
        return new ReportDelta(applications, null, 0, contents);
    }

    /** What a snapshot says otherwise than the one before, which is exactly what is there. */
    static ReportDelta since(SnapshotFingerprints before, ReceivedReport snapshot, RemovalBrake brake)
            throws InvalidReportException {
        List<EncodedApplication> written = snapshot.applications();
        SnapshotFingerprints contents = SnapshotFingerprints.of(written);
        Set<String> gone = before.modulesNotIn(contents);
        if (brake.holds(gone.size(), before.size())) {
            return all(written, contents);
        }
        Set<String> modules = contents.modulesNotAsIn(before);
        List<ReportedApplication> applications = new ArrayList<>(modules.size());
        for (EncodedApplication application : written) {
            if (modules.contains(application.moduleId())) {
                applications.add(application.read());
            }
        }
        int unchanged = contents.size() - modules.size();
        Set<String> touched = new HashSet<>(modules);
        touched.addAll(gone);
        return new ReportDelta(applications, touched, unchanged, contents);
    }

    /** Whether no records matter but those of the modules that are named: a partial report says nothing of others. */
    boolean isAboutNamedOnly() {
        return modules != null || contents == null;
    }

    /** The modules that are named: those it is about where that is known, else those of its applications. */
    Set<String> named() {
        if (modules != null) {
            return modules;
        }
        Set<String> named = new HashSet<>();
        applications.forEach(application -> named.add(application.moduleId()));
        return named;
    }
}
