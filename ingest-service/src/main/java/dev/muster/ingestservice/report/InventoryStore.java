package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The tables, as the rules see them. Every method works in the caller's transaction. */
public interface InventoryStore {

    /**
     * Moves the time of each system whose newest snapshot is older and says the same as the one given, and remembers
     * the reports as received. One statement for all of them.
     *
     * @param snapshots at most one for each system
     * @return the systems that are done with
     */
    Set<String> moveUnchanged(Collection<ReceivedReport> snapshots);

    /** Locks the systems that are known, in one order for everybody. By system id. */
    Map<String, SystemState> lock(Collection<String> systemIds);

    /** Makes systems known and locks them, but for those that are known by now. By system id. */
    Map<String, SystemState> makeKnown(Collection<String> systemIds);

    /**
     * Of each report, given with the number of its system, the key of the first snapshot received that is newer, if
     * there is one. By system number.
     */
    Map<Long, List<ReportKey>> nextSnapshots(Map<ReceivedReport, Long> reports);

    /** Those of the reports, each with the number of its system, that were received before. */
    Set<ReceivedReport> receivedBefore(Map<ReceivedReport, Long> reports);

    /** Remembers reports, each with the number of its system, as received; none twice and none that was before. */
    void rememberReceived(Map<ReceivedReport, Long> reports);

    /** What the newest snapshots of the systems say, where that is known. By system id. */
    Map<String, SnapshotFingerprints> contents(Collection<SystemState> systems);

    /** The records of the applications that the given systems have at present, by system number. */
    Map<Long, List<ApplicationRecord>> presentRecordsOfSystems(Collection<Long> systemNumbers);

    /**
     * The records of the applications that systems have at present, and of those removed that matter to late snapshots,
     * which are given by system number. By system number.
     */
    Map<Long, List<ApplicationRecord>> recordsOfSystems(Map<Long, LateSnapshots> late);

    /** The records of the given modules, where there are any, by system number. */
    Map<Long, List<ApplicationRecord>> recordsOfModules(Collection<SystemModule> modules);

    /**
     * Stores what was merged: each system, its records that changed, and what its newest snapshot says.
     *
     * @param recordedAt the time in the events of the changes: when an application that is new or returned has appeared
     */
    void write(List<SystemMerge> merges, Instant recordedAt);

    /**
     * Remembers the command that releases a system's brake.
     *
     * @return whether it had not come before
     */
    boolean rememberBrakeRelease(UUID commandId, String systemId, String issuedBy);

    /**
     * Forgets records of applications removed before the given time, at most {@code limit} of them.
     *
     * @return their application ids
     */
    List<String> purgeRemovedBefore(Instant time, int limit);

    /**
     * Forgets that reports collected before the given time were received, at most {@code limit} of them.
     *
     * @return how many
     */
    int forgetReceivedBefore(Instant time, int limit);
}
