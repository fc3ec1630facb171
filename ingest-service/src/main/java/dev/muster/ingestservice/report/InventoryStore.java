package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Storage of the inventory. Every method takes part in the caller's transaction. */
public interface InventoryStore {

    /**
     * Advances the snapshot time and the signs of life of each system whose newest snapshot is older than the given one and
     * has the same applications, and records these reports as received. One statement for all systems.
     *
     * @param snapshots at most one for each system
     * @param changes gets what changed about the systems
     * @return the ids of the systems that were advanced
     */
    Set<String> advanceUnchanged(Collection<ReceivedReport> snapshots, SystemChanges changes);

    /** Advances the signs of life of systems, which are locked, without merging the reports. */
    void advanceSighted(Collection<ReceivedReport> reports);

    /** Locks the registered ones of the given systems, always in the same order. By system id. */
    Map<String, SystemState> lockSystems(Collection<String> systemIds);

    /**
     * Registers and locks systems. A system that another transaction has registered is left out. By system id.
     */
    Map<String, SystemState> registerSystems(Collection<String> systemIds);

    /**
     * For each report, given with its system number, the key of the first received snapshot that is newer, if there is
     * one. By system number.
     */
    Map<Long, List<ReportKey>> findNextSnapshots(Map<ReceivedReport, Long> reports);

    /** Those of the reports, given with their system numbers, that were received before. */
    Set<ReceivedReport> findReceived(Map<ReceivedReport, Long> reports);

    /**
     * Records reports as received.
     *
     * @param reports with their system numbers; none that was received before, and none twice
     */
    void recordReceived(Map<ReceivedReport, Long> reports);

    /** The fingerprints of the newest snapshots of the systems, where they are stored. By system id. */
    Map<String, SnapshotFingerprints> findFingerprints(Collection<SystemState> systems);

    /** The records of the present applications of systems. By system number. */
    Map<Long, List<ApplicationRecord>> findPresentRecords(Collection<Long> systemNumbers);

    /**
     * The records that late snapshots may change: of all present applications, and of the removed ones described at
     * {@link LateSnapshots}. By system number.
     *
     * @param late by system number
     */
    Map<Long, List<ApplicationRecord>> findRecordsForLateSnapshots(Map<Long, LateSnapshots> late);

    /** The records of the given modules, where there are any. By system number. */
    Map<Long, List<ApplicationRecord>> findRecordsOfModules(Collection<SystemModule> modules);

    /**
     * Writes the result of merges: each system, its changed records, and the fingerprints of its newest snapshot.
     *
     * @param recordedAt the recording time of the change events, which becomes the appearance time of new and returned
     *     applications
     */
    void write(List<SystemMerge> merges, Instant recordedAt);

    /**
     * Records a command that releases a system's brake.
     *
     * @return false if the command was recorded before
     */
    boolean recordBrakeRelease(UUID commandId, String systemId, String issuedBy);

    /**
     * Deletes the records of applications removed before the given time, at most {@code limit}.
     *
     * @return their application ids
     */
    List<String> purgeRemovedBefore(Instant time, int limit);

    /**
     * Deletes all records of the applications of a system, which is locked. Its next snapshot is merged as if it were the
     * first.
     *
     * @return their application ids
     */
    List<String> purgeApplications(SystemState system);

    /**
     * Deletes the entries of received reports that were collected before the given time, at most {@code limit}.
     *
     * @return the number of deleted entries
     */
    int purgeReceivedBefore(Instant time, int limit);
}
