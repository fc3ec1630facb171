package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one system.
 *
 * @param systemNumber its number in the tables
 * @param newestSnapshot null while only partial reports have come
 * @param applicationsHash the hash of the newest snapshot's applications, or null when what is there is not exactly
 *     what that snapshot said: then the next one has to be looked into, also if it has the same bytes
 * @param sameSince of the snapshots received, all that were collected after this time say what the newest one says, and
 *     no other report from then on has an application that it lacks; null when that is not known
 * @param removalsHeld whether the brake holds back the newest snapshot's removals
 * @param size about how many bytes the applications take in memory that it has at present
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to the database; never compared here
public record SystemState(
        String systemId,
        long systemNumber,
        @Nullable ReportKey newestSnapshot,
        byte @Nullable [] applicationsHash,
        @Nullable Instant sameSince,
        boolean removalsHeld,
        long size) {

    /** The largest that a partial report may make a system: what has to be looked into as a whole has to fit into memory. */
    static final long MAX_SIZE = 64 * 1024 * 1024;

    /** A system that is known, and of which nothing has been received. */
    public static SystemState unheardOf(String systemId, long systemNumber) {
        return new SystemState(systemId, systemNumber, null, null, null, false, 0);
    }

    /** The same, of another size. */
    public SystemState ofSize(long bytes) {
        return new SystemState(
                systemId, systemNumber, newestSnapshot, applicationsHash, sameSince, removalsHeld, bytes);
    }

    /** Whether a report, which comes late, repeats what was said before and after it: then there is nothing to merge. */
    boolean wasSaidAround(ReceivedReport report) {
        ReportKey key = report.header().key();
        return report.header().snapshot()
                && newestSnapshot != null
                && newestSnapshot.isAfter(key)
                && sameSince != null
                && key.collectedAt().isAfter(sameSince)
                && Arrays.equals(applicationsHash, report.applicationsHash());
    }

    /** Whether a report is a snapshot that follows the newest one, and that one is exactly what is there. */
    boolean isFollowedBy(ReceivedReport report) {
        return report.header().snapshot()
                && newestSnapshot != null
                && report.header().key().isAfter(newestSnapshot)
                && applicationsHash != null
                && !removalsHeld;
    }
}
