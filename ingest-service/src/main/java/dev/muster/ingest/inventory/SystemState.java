package dev.muster.ingest.inventory;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of one system.
 *
 * @param systemNumber its number in the tables
 * @param newestSnapshot null while only partial reports have come
 * @param applicationsHash the hash of the newest snapshot's applications, or null when what is there is not exactly
 *     what that snapshot said: then the next one has to be looked into, also if it has the same bytes
 * @param removalsHeld whether the brake holds back the newest snapshot's removals
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to the database; never compared here
public record SystemState(
        String systemId,
        long systemNumber,
        @Nullable ReportKey newestSnapshot,
        byte @Nullable [] applicationsHash,
        boolean removalsHeld) {}
