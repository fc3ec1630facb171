package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges reports into the applications of one system. Apart from the {@link RemovalBrake}, the result is a function of
 * the set of merged reports, whatever their order; each report is merged once. Of JSON texts that represent the same
 * object, the one merged first stays until the object changes: which one that is depends on the order.
 *
 * <p>While the brake holds nothing back, a present application was last seen in the newest snapshot even if its own
 * record is older: unchanged snapshots advance only the system's snapshot time.
 */
public final class SystemMerge {

    private final SystemState before;
    private final RemovalBrake brake;
    private final Map<String, ApplicationRecord> records = new TreeMap<>();
    private final NavigableSet<ReportKey> snapshots = new TreeSet<>();
    private final Set<String> stored;
    private final Map<String, ApplicationRecord> toWrite = new LinkedHashMap<>();
    private @Nullable ReportKey newestSnapshot;
    private byte @Nullable [] applicationsHash;
    private @Nullable SnapshotFingerprints fingerprints;
    private @Nullable Instant sameSince;
    private boolean removalsHeld;
    private long size;
    private int presentApplications;
    private SystemFreshness freshness;

    /**
     * Starts from the stored state.
     *
     * @param stored the records of the system; those that the reports to be merged cannot change, see
     *     {@link SystemReports}, may be left out
     * @param nextSnapshots for each report to be merged, the key of the first received snapshot that is newer, if there
     *     is one; the system's newest may be left out. No others are needed: an application that a report lacks was
     *     removed by the report itself, or its record has the time of its removal
     */
    SystemMerge(
            SystemState system,
            Collection<ApplicationRecord> stored,
            Collection<ReportKey> nextSnapshots,
            RemovalBrake brake) {
        this.before = system;
        this.brake = brake;
        newestSnapshot = system.newestSnapshot();
        applicationsHash = system.applicationsHash();
        sameSince = system.sameSince();
        removalsHeld = system.removalsHeld();
        size = system.size();
        presentApplications = system.presentApplications();
        freshness = system.freshness();
        snapshots.addAll(nextSnapshots);
        ReportKey newest = newestSnapshot;
        if (newest != null) {
            snapshots.add(newest);
        }
        for (ApplicationRecord record : stored) {
            records.put(record.moduleId(), newest == null || removalsHeld ? record : seenIn(newest, record));
        }
        this.stored = Set.copyOf(records.keySet());
    }

    private static ApplicationRecord seenIn(ReportKey newest, ApplicationRecord record) {
        return record.isPresent() && newest.isAfter(record.lastSeen()) ? record.lastSeenIn(newest) : record;
    }

    /**
     * Merges one report.
     *
     * @throws InvalidReportException when it would exceed the maximum size of a system; then nothing is merged
     */
    MergeResult merge(ReceivedReport report, ReportDelta delta) throws InvalidReportException {
        List<ReportedApplication> applications = delta.applications();
        ReportKey key = report.header().key();
        ReportKey newest = newestSnapshot;
        boolean late = newest != null && newest.isAfter(key);
        if (!report.header().snapshot() && (!late || removalsHeld)) {
            checkSizeWith(applications);
        }
        freshness = freshness.sightedBy(report);
        if (newest != null && late && sameSince != null && !key.collectedAt().isBefore(sameSince)) {
            sameSince = newest.collectedAt();
        }
        Changes changes = new Changes(ChangeCause.of(report));
        if (!report.header().snapshot()) {
            applications.forEach(application -> mergeSeen(application, key, changes));
            if (!changes.list.isEmpty()) {
                applicationsHash = null;
                fingerprints = null;
            }
            return new MergeResult(changes.list, 0, late);
        }
        if (late) {
            snapshots.add(key);
            applications.forEach(application -> mergeSeen(application, key, changes));
            recordsMissingFrom(applications).forEach(record -> removeIfNewer(record, key, changes));
            return new MergeResult(changes.list, 0, true);
        }
        int held = mergeNewestSnapshot(report, delta, changes);
        return new MergeResult(changes.list, held, false);
    }

    /** Snapshots are bounded by the report size; partial reports add up. */
    private void checkSizeWith(List<ReportedApplication> applications) throws InvalidReportException {
        long sizeWith = size;
        for (ReportedApplication application : applications) {
            ApplicationRecord known = records.get(application.moduleId());
            sizeWith += application.attributes().size() - (known == null ? 0 : known.presentSize());
        }
        if (sizeWith > Math.max(size, SystemState.MAX_SIZE)) {
            throw new InvalidReportException(
                    "system_too_large",
                    "the system would have more than " + SystemState.MAX_SIZE / 1024 / 1024
                            + " MiB of applications: send a snapshot, which removes what is no longer there");
        }
    }

    private int mergeNewestSnapshot(ReceivedReport report, ReportDelta delta, Changes changes) {
        List<ReportedApplication> applications = delta.applications();
        ReportKey key = report.header().key();
        ReportKey heldSnapshot = removalsHeld ? newestSnapshot : null;
        List<ApplicationRecord> confirmed = new ArrayList<>();
        List<ApplicationRecord> fresh = new ArrayList<>();
        for (ApplicationRecord record : recordsMissingFrom(applications)) {
            if (record.isPresent() && key.isAfter(record.lastSeen())) {
                boolean missingTwice = heldSnapshot != null && heldSnapshot.isAfter(record.lastSeen());
                (missingTwice ? confirmed : fresh).add(record);
            }
        }
        long present =
                records.values().stream().filter(ApplicationRecord::isPresent).count();
        boolean hold = brake.holds(fresh.size(), (int) present + delta.unchangedCount() - confirmed.size());

        removalsHeld = false;
        snapshots.add(key);
        confirmed.forEach(record -> removeIfNewer(record, key, changes));
        if (!hold) {
            fresh.forEach(record -> removeIfNewer(record, key, changes));
        }
        newestSnapshot = key;
        removalsHeld = hold;
        applications.forEach(application -> mergeSeen(application, key, changes));
        if (hold) {
            records.values().stream().filter(ApplicationRecord::isPresent).forEach(this::write);
        }
        boolean exact = matchesExactly(applications, key);
        applicationsHash = exact ? report.applicationsHash() : null;
        fingerprints = exact ? delta.fingerprints() : null;
        sameSince = key.collectedAt();
        freshness = freshness.declaredBy(report);
        return hold ? fresh.size() : 0;
    }

    /** Removes the applications that the newest snapshot lacks and whose removal the brake has held back. */
    List<ApplicationChange> releaseBrake(ChangeCause cause) {
        Changes changes = new Changes(cause);
        ReportKey newest = newestSnapshot;
        if (removalsHeld && newest != null) {
            removalsHeld = false;
            List.copyOf(records.values()).forEach(record -> removeIfNewer(record, newest, changes));
        }
        return changes.list;
    }

    /** The state of the system after the merges. */
    public SystemState system() {
        return new SystemState(
                before.systemId(),
                before.systemNumber(),
                newestSnapshot,
                applicationsHash,
                sameSince,
                removalsHeld,
                Math.max(0, size),
                presentApplications,
                freshness);
    }

    /** Fingerprints of the newest snapshot, if it was merged here and its applications are exactly the present ones. */
    public @Nullable SnapshotFingerprints fingerprints() {
        return fingerprints;
    }

    /** The changed records that are not stored yet. */
    public Collection<ApplicationRecord> recordsToInsert() {
        return toWrite.values().stream()
                .filter(record -> !stored.contains(record.moduleId()))
                .toList();
    }

    /** The changed records that are stored already. */
    public Collection<ApplicationRecord> recordsToUpdate() {
        return toWrite.values().stream()
                .filter(record -> stored.contains(record.moduleId()))
                .toList();
    }

    private void mergeSeen(ReportedApplication application, ReportKey key, Changes changes) {
        ApplicationRecord known = records.get(application.moduleId());
        Instant time = key.collectedAt();
        if (known == null) {
            changes.add(
                    ApplicationChange.Kind.APPEARED,
                    null,
                    new ApplicationRecord(
                            application.moduleId(), application.attributes(), time, key, removalAfter(key), 0, 1));
            return;
        }
        Instant first = time.isBefore(known.firstSeenAt()) ? time : known.firstSeenAt();
        boolean newer = key.isAfter(known.lastSeen());
        ApplicationRecord seen = new ApplicationRecord(
                known.moduleId(),
                newer ? application.attributes().withEquivalentJsonOf(known.attributes()) : known.attributes(),
                first,
                newer ? key : known.lastSeen(),
                newer ? removalAfter(key) : known.deletedAt(),
                known.revision(),
                known.incarnation());
        boolean returned = !known.isPresent() && seen.isPresent();
        if (returned || differs(known, seen)) {
            changes.add(returned ? ApplicationChange.Kind.RETURNED : ApplicationChange.Kind.CHANGED, known, seen);
        } else if (newer) {
            records.put(seen.moduleId(), seen);
            if (!key.equals(newestSnapshot)) {
                write(seen);
            }
        }
    }

    private void removeIfNewer(ApplicationRecord record, ReportKey snapshot, Changes changes) {
        if (!snapshot.isAfter(record.lastSeen())) {
            return;
        }
        Instant removal = removalAfter(record.lastSeen());
        if (removal != null && (record.deletedAt() == null || removal.isBefore(record.deletedAt()))) {
            changes.add(
                    record.isPresent() ? ApplicationChange.Kind.REMOVED : ApplicationChange.Kind.CHANGED,
                    record,
                    record.deletedAt(removal));
        }
    }

    /** The time of the first snapshot after the given report; null if there is none or the brake holds its removals. */
    private @Nullable Instant removalAfter(ReportKey key) {
        ReportKey next = snapshots.higher(key);
        boolean none = next == null || (removalsHeld && next.equals(newestSnapshot));
        return none ? null : next.collectedAt();
    }

    private List<ApplicationRecord> recordsMissingFrom(List<ReportedApplication> applications) {
        Set<String> reported = new HashSet<>();
        applications.forEach(application -> reported.add(application.moduleId()));
        return records.values().stream()
                .filter(record -> !reported.contains(record.moduleId()))
                .toList();
    }

    /**
     * Whether the present applications are exactly those of the newest snapshot.
     *
     * @param applications of the newest snapshot, which were merged
     * @param key of the newest snapshot
     */
    private boolean matchesExactly(List<ReportedApplication> applications, ReportKey key) {
        long present =
                records.values().stream().filter(ApplicationRecord::isPresent).count();
        return !removalsHeld
                && present == applications.size()
                && applications.stream().allMatch(application -> {
                    ApplicationRecord record = records.get(application.moduleId());
                    return record != null && (record.lastSeen().equals(key) || isEquivalent(record, application));
                });
    }

    private static boolean isEquivalent(ApplicationRecord record, ReportedApplication application) {
        return application
                .attributes()
                .withEquivalentJsonOf(record.attributes())
                .equals(record.attributes());
    }

    private static boolean differs(ApplicationRecord a, ApplicationRecord b) {
        return !a.attributes().equals(b.attributes())
                || !a.firstSeenAt().equals(b.firstSeenAt())
                || !java.util.Objects.equals(a.deletedAt(), b.deletedAt());
    }

    private void write(ApplicationRecord record) {
        toWrite.put(record.moduleId(), record);
    }

    private final class Changes {

        private final ChangeCause cause;
        private final List<ApplicationChange> list = new ArrayList<>();

        Changes(ChangeCause cause) {
            this.cause = cause;
        }

        void add(ApplicationChange.Kind kind, @Nullable ApplicationRecord known, ApplicationRecord changed) {
            ApplicationRecord after = changed.next(kind == ApplicationChange.Kind.RETURNED);
            size += after.presentSize() - (known == null ? 0 : known.presentSize());
            presentApplications += (after.isPresent() ? 1 : 0) - (known != null && known.isPresent() ? 1 : 0);
            records.put(after.moduleId(), after);
            write(after);
            list.add(new ApplicationChange(kind, before.systemId(), known, after, cause));
        }
    }
}
