package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stored state of one system.
 *
 * @param systemNumber primary key of the system
 * @param newestSnapshot null while only partial reports were received
 * @param applicationsHash hash of the newest snapshot's applications; null when the stored applications are not exactly
 *     those of that snapshot, so that the next snapshot has to be merged even if its bytes are the same
 * @param sameSince all received snapshots that were collected after this time have the same applications as the newest
 *     one, and no other report from then on has an application that it lacks; null when that is not known
 * @param removalsHeld whether the brake holds back the newest snapshot's removals
 * @param size approximate size in memory of the present applications, in bytes
 * @param presentApplications number of present applications
 */
@SuppressWarnings("ArrayRecordComponent") // passed on to the database; never compared here
public record SystemState(
        String systemId,
        long systemNumber,
        @Nullable ReportKey newestSnapshot,
        byte @Nullable [] applicationsHash,
        @Nullable Instant sameSince,
        boolean removalsHeld,
        long size,
        int presentApplications,
        SystemFreshness freshness) {

    /** The largest size, in bytes, up to which a partial report may grow a system: a system has to fit into memory. */
    static final long MAX_SIZE = 64 * 1024 * 1024;

    /** A registered system without reports. */
    public static SystemState empty(String systemId, long systemNumber) {
        return new SystemState(systemId, systemNumber, null, null, null, false, 0, 0, SystemFreshness.NONE);
    }

    public SystemState withSize(long bytes) {
        return new SystemState(
                systemId,
                systemNumber,
                newestSnapshot,
                applicationsHash,
                sameSince,
                removalsHeld,
                bytes,
                presentApplications,
                freshness);
    }

    public SystemState withPresentApplications(int count) {
        return new SystemState(
                systemId,
                systemNumber,
                newestSnapshot,
                applicationsHash,
                sameSince,
                removalsHeld,
                size,
                count,
                freshness);
    }

    /** The state after all applications were purged. */
    public SystemState withoutApplications() {
        return new SystemState(systemId, systemNumber, newestSnapshot, null, null, false, 0, 0, freshness);
    }

    /**
     * Whether a report is a late snapshot with the same applications as the snapshots before and after it: merging it
     * changes nothing.
     */
    boolean isRedundantLate(ReceivedReport report) {
        ReportKey key = report.header().key();
        return report.header().snapshot()
                && newestSnapshot != null
                && newestSnapshot.isAfter(key)
                && sameSince != null
                && key.collectedAt().isAfter(sameSince)
                && Arrays.equals(applicationsHash, report.applicationsHash());
    }

    /**
     * Whether a report is a snapshot newer than the newest one, and the stored applications are exactly those of the
     * newest one: only the differences between the two have to be merged.
     */
    boolean isComparableWith(ReceivedReport report) {
        return report.header().snapshot()
                && newestSnapshot != null
                && report.header().key().isAfter(newestSnapshot)
                && applicationsHash != null
                && !removalsHeld;
    }
}
