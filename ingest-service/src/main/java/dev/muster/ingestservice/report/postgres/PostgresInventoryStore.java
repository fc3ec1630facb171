package dev.muster.ingestservice.report.postgres;

import static java.util.Comparator.comparing;

import dev.muster.ingestservice.report.ApplicationRecord;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.LateSnapshots;
import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportKey;
import dev.muster.ingestservice.report.SnapshotFingerprints;
import dev.muster.ingestservice.report.SystemMerge;
import dev.muster.ingestservice.report.SystemModule;
import dev.muster.ingestservice.report.SystemState;
import dev.muster.ingestservice.report.UnstorableReportException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The inventory in the schema {@code inventory}, which is the data source's current one. */
public final class PostgresInventoryStore implements InventoryStore {

    private final SystemTable systems;
    private final ReceivedReportTable receivedReports;
    private final ApplicationRecordTable records;
    private final SnapshotContentsTable snapshotContents;
    private final BrakeReleaseTable brakeReleases;

    /** A store that takes part in the transactions of the given data source. */
    public PostgresInventoryStore(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        systems = new SystemTable(jdbc);
        receivedReports = new ReceivedReportTable(jdbc);
        records = new ApplicationRecordTable(jdbc);
        snapshotContents = new SnapshotContentsTable(jdbc);
        brakeReleases = new BrakeReleaseTable(jdbc);
    }

    @Override
    public Set<String> moveUnchanged(Collection<ReceivedReport> snapshots) {
        return snapshots.isEmpty() ? Set.of() : telling(() -> moveAndRemember(snapshots));
    }

    private Set<String> moveAndRemember(Collection<ReceivedReport> snapshots) {
        Map<String, Long> moved = new HashMap<>();
        systems.moveUnchanged(snapshots).forEach(system -> moved.put(system.systemId(), system.systemNumber()));
        Map<ReceivedReport, Long> received = new HashMap<>();
        for (ReceivedReport snapshot : snapshots) {
            Long systemNumber = moved.get(snapshot.header().systemId());
            if (systemNumber != null) {
                received.put(snapshot, systemNumber);
            }
        }
        if (!received.isEmpty()) {
            receivedReports.remember(received);
        }
        return moved.keySet();
    }

    @Override
    public Map<String, SystemState> lock(Collection<String> systemIds) {
        return telling(() -> systems.lock(systemIds));
    }

    @Override
    public Map<String, SystemState> makeKnown(Collection<String> systemIds) {
        return telling(() -> systems.makeKnown(systemIds));
    }

    @Override
    public Map<Long, List<ReportKey>> nextSnapshots(Map<ReceivedReport, Long> reports) {
        return reports.isEmpty() ? Map.of() : receivedReports.nextSnapshots(reports);
    }

    @Override
    public Set<ReceivedReport> receivedBefore(Map<ReceivedReport, Long> reports) {
        return reports.isEmpty() ? Set.of() : receivedReports.receivedBefore(reports);
    }

    @Override
    public void rememberReceived(Map<ReceivedReport, Long> reports) {
        if (!reports.isEmpty()) {
            telling(() -> {
                receivedReports.remember(reports);
                return reports;
            });
        }
    }

    @Override
    public Map<Long, List<ApplicationRecord>> presentRecordsOfSystems(Collection<Long> systemNumbers) {
        return systemNumbers.isEmpty() ? Map.of() : records.presentOfSystems(systemNumbers);
    }

    @Override
    public Map<Long, List<ApplicationRecord>> recordsOfSystems(Map<Long, LateSnapshots> late) {
        return late.isEmpty() ? Map.of() : records.ofSystems(late);
    }

    @Override
    public Map<Long, List<ApplicationRecord>> recordsOfModules(Collection<SystemModule> modules) {
        return modules.isEmpty() ? Map.of() : records.ofModules(modules);
    }

    @Override
    public Map<String, SnapshotFingerprints> contents(Collection<SystemState> systems) {
        return systems.isEmpty() ? Map.of() : snapshotContents.of(systems);
    }

    @Override
    public void write(List<SystemMerge> merges, Instant recordedAt) {
        List<ApplicationRecordTable.Row> added = rows(merges, SystemMerge::recordsToAdd);
        List<ApplicationRecordTable.Row> changed = rows(merges, SystemMerge::recordsToChange);
        List<SystemMerge> said =
                merges.stream().filter(merge -> merge.contents() != null).toList();
        telling(() -> {
            if (!added.isEmpty()) {
                records.add(added, recordedAt);
            }
            if (!changed.isEmpty()) {
                records.change(changed, recordedAt);
            }
            if (!merges.isEmpty()) {
                systems.update(merges.stream().map(SystemMerge::system).toList());
            }
            if (!said.isEmpty()) {
                snapshotContents.keep(said);
            }
            return merges.size();
        });
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
    public boolean rememberBrakeRelease(UUID commandId, String systemId, String issuedBy) {
        return telling(() -> brakeReleases.remember(commandId, systemId, issuedBy));
    }

    @Override
    public List<String> purgeRemovedBefore(Instant time, int limit) {
        return records.purgeRemovedBefore(time, limit);
    }

    @Override
    public int forgetReceivedBefore(Instant time, int limit) {
        return receivedReports.forgetBefore(time, limit);
    }

    /** Runs statements that reports' data go into, and tells a refusal of the data from a fault of the database. */
    private static <T> T telling(Supplier<T> statements) {
        try {
            return statements.get();
        } catch (DataAccessException e) {
            throw refusedForGood(e) ? unstorable(e) : e;
        }
    }

    /** Of the classes of SQL states, 21 to 23 are about the data, and 54 is about its size: no retry makes them better. */
    private static boolean refusedForGood(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().matches("(2[123]|54).*");
    }

    private static UnstorableReportException unstorable(DataAccessException e) {
        return new UnstorableReportException(
                "storage_rejected",
                "the database refuses what the report says, SQL state "
                        + ((SQLException) e.getMostSpecificCause()).getSQLState(),
                e);
    }
}
