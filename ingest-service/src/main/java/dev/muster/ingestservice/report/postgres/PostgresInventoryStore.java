package dev.muster.ingestservice.report.postgres;

import static java.util.Comparator.comparing;

import dev.muster.ingestservice.report.ApplicationRecord;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.LateSnapshots;
import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportKey;
import dev.muster.ingestservice.report.SnapshotFingerprints;
import dev.muster.ingestservice.report.SystemChanges;
import dev.muster.ingestservice.report.SystemMerge;
import dev.muster.ingestservice.report.SystemModule;
import dev.muster.ingestservice.report.SystemState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores the inventory in the schema {@code inventory}, which is the current schema of the data source. */
public final class PostgresInventoryStore implements InventoryStore {

    /** Waits for a concurrent transaction that inserts the same command. */
    private static final String INSERT_BRAKE_RELEASE = """
            insert into brake_release (command_id, system_id, issued_by) values (?, ?, ?) on conflict do nothing
            """;

    private final SystemTable systems;
    private final ReceivedReportTable receivedReports;
    private final ApplicationRecordTable records;
    private final SnapshotContentsTable snapshotContents;
    private final JdbcTemplate jdbc;

    /** Creates a store that takes part in the transactions of the data source. */
    public PostgresInventoryStore(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
        systems = new SystemTable(jdbc);
        receivedReports = new ReceivedReportTable(jdbc);
        records = new ApplicationRecordTable(jdbc);
        snapshotContents = new SnapshotContentsTable(jdbc);
    }

    @Override
    public Set<String> advanceUnchanged(Collection<ReceivedReport> snapshots, SystemChanges changes) {
        return snapshots.isEmpty() ? Set.of() : advanceAndRecord(snapshots, changes);
    }

    private Set<String> advanceAndRecord(Collection<ReceivedReport> snapshots, SystemChanges changes) {
        Map<String, Long> advanced = new HashMap<>();
        for (SystemTable.Advanced system : systems.advanceUnchanged(snapshots)) {
            advanced.put(system.systemId(), system.systemNumber());
            if (system.cadenceChanged()) {
                changes.addCadenceChanged(system.systemId());
            }
            if (system.silent()) {
                changes.addSightedWhileSilent(system.systemId());
            }
        }
        Map<ReceivedReport, Long> received = new HashMap<>();
        for (ReceivedReport snapshot : snapshots) {
            Long systemNumber = advanced.get(snapshot.header().systemId());
            if (systemNumber != null) {
                received.put(snapshot, systemNumber);
            }
        }
        if (!received.isEmpty()) {
            receivedReports.insert(received);
        }
        return advanced.keySet();
    }

    @Override
    public void advanceSighted(Collection<ReceivedReport> reports) {
        if (!reports.isEmpty()) {
            systems.advanceSighted(reports);
        }
    }

    @Override
    public Map<String, SystemState> lockSystems(Collection<String> systemIds) {
        return systems.lock(systemIds);
    }

    @Override
    public Map<String, SystemState> registerSystems(Collection<String> systemIds) {
        return systems.register(systemIds);
    }

    @Override
    public Map<Long, List<ReportKey>> findNextSnapshots(Map<ReceivedReport, Long> reports) {
        return reports.isEmpty() ? Map.of() : receivedReports.findNextSnapshots(reports);
    }

    @Override
    public Set<ReceivedReport> findReceived(Map<ReceivedReport, Long> reports) {
        return reports.isEmpty() ? Set.of() : receivedReports.findReceived(reports);
    }

    @Override
    public void recordReceived(Map<ReceivedReport, Long> reports) {
        if (!reports.isEmpty()) {
            receivedReports.insert(reports);
        }
    }

    @Override
    public Map<Long, List<ApplicationRecord>> findPresentRecords(Collection<Long> systemNumbers) {
        return systemNumbers.isEmpty() ? Map.of() : records.findPresent(systemNumbers);
    }

    @Override
    public Map<Long, List<ApplicationRecord>> findRecordsForLateSnapshots(Map<Long, LateSnapshots> late) {
        return late.isEmpty() ? Map.of() : records.findForLateSnapshots(late);
    }

    @Override
    public Map<Long, List<ApplicationRecord>> findRecordsOfModules(Collection<SystemModule> modules) {
        return modules.isEmpty() ? Map.of() : records.findByModule(modules);
    }

    @Override
    public Map<String, SnapshotFingerprints> findFingerprints(Collection<SystemState> systems) {
        return systems.isEmpty() ? Map.of() : snapshotContents.find(systems);
    }

    @Override
    public void write(List<SystemMerge> merges, Instant recordedAt) {
        List<ApplicationRecordTable.Row> inserted = rows(merges, SystemMerge::recordsToInsert);
        List<ApplicationRecordTable.Row> updated = rows(merges, SystemMerge::recordsToUpdate);
        List<SystemMerge> withFingerprints =
                merges.stream().filter(merge -> merge.fingerprints() != null).toList();
        if (!inserted.isEmpty()) {
            records.insert(inserted, recordedAt);
        }
        if (!updated.isEmpty()) {
            records.update(updated, recordedAt);
        }
        if (!merges.isEmpty()) {
            systems.update(merges.stream().map(SystemMerge::system).toList());
        }
        if (!withFingerprints.isEmpty()) {
            snapshotContents.upsert(withFingerprints);
        }
    }

    private static List<ApplicationRecordTable.Row> rows(
            List<SystemMerge> merges, Function<SystemMerge, Collection<ApplicationRecord>> records) {
        List<ApplicationRecordTable.Row> rows = new ArrayList<>();
        for (SystemMerge merge : merges) {
            SystemState system = merge.system();
            for (ApplicationRecord record : records.apply(merge)) {
                rows.add(new ApplicationRecordTable.Row(
                        SystemModule.applicationId(system.systemId(), record.moduleId()),
                        system.systemNumber(),
                        record));
            }
        }
        rows.sort(comparing(ApplicationRecordTable.Row::applicationId));
        return rows;
    }

    @Override
    public boolean recordBrakeRelease(UUID commandId, String systemId, String issuedBy) {
        return jdbc.update(INSERT_BRAKE_RELEASE, commandId, systemId, issuedBy) == 1;
    }

    @Override
    public List<String> purgeRemovedBefore(Instant time, int limit) {
        return records.purgeRemovedBefore(time, limit);
    }

    @Override
    public List<String> purgeApplications(SystemState system) {
        systems.update(List.of(system.withoutApplications()));
        snapshotContents.delete(system.systemNumber());
        return records.deleteAll(system.systemNumber());
    }

    @Override
    public int purgeReceivedBefore(Instant time, int limit) {
        return receivedReports.purgeBefore(time, limit);
    }
}
