package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.assignmentservice.application.postgres.ApplicationListSql;
import dev.muster.assignmentservice.directory.postgres.PostgresDirectoryLock;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.IncarnationMismatch;
import dev.muster.assignmentservice.ownership.OrganizationFacts;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.ownership.TargetApplication;
import dev.muster.assignmentservice.ownership.TargetApplication.Presence;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.postgres.StatementPipeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.SqlArrayValue;

/** Ownerships in PostgreSQL, beside the view of inventory. */
public final class PostgresOwnershipStore implements OwnershipStore {

    private final JdbcTemplate jdbc;

    /** A store in the current schema of the template's data source. */
    public PostgresOwnershipStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void holdDirectory() {
        jdbc.query(PostgresDirectoryLock.ACQUIRE_SHARED, row -> {});
    }

    @Override
    public Map<String, TargetApplication> lock(SortedSet<String> applicationIds) {
        return lock(applicationIds, OwnershipSql.BEGIN_OWNERSHIPS_WAITED_FOR);
    }

    @Override
    public Map<String, TargetApplication> beginAndLock(SortedSet<String> applicationIds) {
        return lock(applicationIds, OwnershipSql.BEGIN_OWNERSHIPS);
    }

    @Override
    public Map<String, TargetApplication> lockReturned(SortedSet<String> applicationIds) {
        return lock(
                applicationIds,
                OwnershipSql.BEGIN_OWNERSHIPS_WAITED_FOR,
                OwnershipSql.LOCK_OWNERSHIPS_FIRST,
                OwnershipSql.BEGIN_OWNERSHIPS_OF_RETURNED);
    }

    private Map<String, TargetApplication> lock(SortedSet<String> applicationIds, String... begin) {
        Map<String, TargetApplication> targets = new HashMap<>();
        SqlArrayValue ids = RowArrays.texts(applicationIds);
        StatementPipeline locks = new StatementPipeline().run(PostgresDirectoryLock.ACQUIRE_SHARED);
        for (String statement : begin) {
            locks.run(statement, ids);
        }
        locks.query(OwnershipSql.LOCK_OWNERSHIPS, row -> addOwnership(row, targets), ids)
                .with(jdbc);
        // Read after the locks, and so never older than what a locked ownership was decided for.
        RowCallbackHandler addPresence = row -> addPresence(row, targets);
        jdbc.query(OwnershipSql.FIND_APPLICATIONS, addPresence, ids);
        return targets;
    }

    private static void addOwnership(ResultSet row, Map<String, TargetApplication> targets) throws SQLException {
        ApplicationOwnership kept = OwnershipRow.read(row, row.getRow());
        targets.put(kept.applicationId(), new TargetApplication(kept.applicationId(), Presence.UNKNOWN, 0, kept, null));
    }

    private static void addPresence(ResultSet row, Map<String, TargetApplication> targets) throws SQLException {
        String id = row.getString("application_id");
        TargetApplication locked = targets.get(id);
        ApplicationOwnership kept = locked == null ? null : locked.kept();
        Presence presence = row.getBoolean("removed") ? Presence.REMOVED : Presence.PRESENT;
        int incarnation = row.getInt("incarnation");
        if (kept == null) {
            kept = ApplicationOwnership.first(id, incarnation);
        }
        targets.put(id, new TargetApplication(id, presence, incarnation, kept, RowArrays.time(row, "appeared_at")));
    }

    @Override
    public Map<String, OrganizationFacts> organizations(Collection<String> organizationIds) {
        Map<String, OrganizationFacts> facts = new HashMap<>();
        if (organizationIds.isEmpty()) {
            return facts;
        }
        jdbc.query(
                OwnershipSql.HOLD_ORGANIZATIONS,
                row -> {
                    String id = row.getString("organization_id");
                    facts.put(
                            id,
                            new OrganizationFacts(
                                    id,
                                    row.getBoolean("active"),
                                    row.getString("resolved_rebranding_org_id"),
                                    row.getObject("resolved_by_command", UUID.class),
                                    row.getString("resolved_by")));
                },
                RowArrays.texts(organizationIds));
        return facts;
    }

    @Override
    public Set<String> needingAttention(Collection<String> applicationIds) {
        return new HashSet<>(jdbc.queryForList(
                OwnershipSql.FIND_APPLICATIONS_NEEDING_ATTENTION, String.class, RowArrays.texts(applicationIds)));
    }

    @Override
    public Set<String> returnedWithoutOwnership(Collection<String> applicationIds) {
        return applicationIds.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(
                        OwnershipSql.FIND_RETURNED_WITHOUT_OWNERSHIP, String.class, RowArrays.texts(applicationIds)));
    }

    @Override
    public Set<String> decidedBefore(Map<String, Instant> forgotten) {
        return forgotten.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(
                        OwnershipSql.FIND_DECIDED_BEFORE,
                        String.class,
                        RowArrays.texts(forgotten.entrySet(), Map.Entry::getKey),
                        RowArrays.times(forgotten.entrySet(), Map.Entry::getValue)));
    }

    @Override
    public IncarnationPage findIncarnationMismatches(String cursor, int limit) {
        List<IncarnationMismatch> mismatches = new ArrayList<>();
        String[] next = {""};
        jdbc.query(
                OwnershipSql.FIND_INCARNATION_MISMATCHES,
                row -> {
                    if (!row.getBoolean("is_end")) {
                        mismatches.add(new IncarnationMismatch(
                                row.getString("application_id"),
                                row.getInt("incarnation"),
                                row.getLong("revision"),
                                row.getInt("present")));
                    } else if (row.getLong("revision") == limit) {
                        next[0] = row.getString("application_id");
                    }
                },
                cursor,
                limit);
        return new IncarnationPage(mismatches, next[0]);
    }

    @Override
    public boolean isLeftBy(ApplicationOwnership kept, UUID commandId, String actor) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                OwnershipSql.IS_LEFT_BY, Boolean.class, kept.applicationId(), kept.revision(), commandId, actor));
    }

    @Override
    public List<ApplicationOwnership> lockOwnedOfSystem(
            String systemId, @Nullable String exceptOwnerId, String behind, int limit) {
        return jdbc.query(
                OwnershipSql.LOCK_OWNED_OF_SYSTEM, OwnershipRow::read, systemId, exceptOwnerId, behind, limit);
    }

    @Override
    public void save(Collection<ApplicationOwnership> ownerships, List<OwnershipChange> changes) {
        StatementPipeline writes = new StatementPipeline();
        List<ApplicationOwnership> toUpdate =
                ownerships.stream().filter(ApplicationOwnership::stored).toList();
        List<ApplicationOwnership> toAdd =
                ownerships.stream().filter(one -> !one.stored()).toList();
        write(OwnershipSql.ADD_OWNERSHIPS, toAdd, writes);
        write(OwnershipSql.UPDATE_OWNERSHIPS, toUpdate, writes);
        if (!changes.isEmpty()) {
            tellLists(ownerships, changes, writes);
            append(changes, writes);
        }
        RowArrays.insertNew("ownership", () -> writes.with(jdbc));
    }

    private static void write(String sql, Collection<ApplicationOwnership> ownerships, StatementPipeline writes) {
        if (ownerships.isEmpty()) {
            return;
        }
        writes.write(
                sql,
                written -> RowArrays.requireRows(ownerships.size(), written, "ownerships to be written"),
                RowArrays.texts(ownerships, ApplicationOwnership::applicationId),
                RowArrays.ints(ownerships, ApplicationOwnership::incarnation),
                RowArrays.longs(ownerships, ApplicationOwnership::revision),
                RowArrays.texts(ownerships, one -> one.ownership().organizationId()),
                RowArrays.texts(ownerships, one -> one.ownership().override().name()),
                RowArrays.texts(ownerships, one -> one.ownership().overrideOrganizationId()),
                RowArrays.texts(ownerships, one -> one.ownership().rebrandingOrgId()),
                RowArrays.texts(ownerships, one -> one.ownership().assignedBy()),
                RowArrays.times(ownerships, one -> one.ownership().assignedAt()));
    }

    /** Lists show owners: of other changes they hear nothing. */
    private static void tellLists(
            Collection<ApplicationOwnership> ownerships, List<OwnershipChange> changes, StatementPipeline writes) {
        Set<String> changedHands = new HashSet<>();
        for (OwnershipChange change : changes) {
            if (!Objects.equals(change.before().organizationId(), change.after().organizationId())) {
                changedHands.add(change.applicationId());
            }
        }
        List<ApplicationOwnership> listed = ownerships.stream()
                .filter(one -> changedHands.contains(one.applicationId()))
                .toList();
        if (!listed.isEmpty()) {
            writes.run(
                    ApplicationListSql.FOLLOW_OWNERS,
                    RowArrays.texts(listed, ApplicationOwnership::applicationId),
                    RowArrays.texts(
                            listed,
                            one -> Objects.requireNonNullElse(one.ownership().organizationId(), "")),
                    RowArrays.ints(listed, ApplicationOwnership::incarnation));
        }
    }

    /** Behind the ownerships, which are this transaction's by then: a change that is refused has been there all along. */
    private static void append(List<OwnershipChange> changes, StatementPipeline writes) {
        writes.run(
                OwnershipSql.APPEND_HISTORY,
                RowArrays.texts(changes, OwnershipChange::applicationId),
                RowArrays.longs(changes, OwnershipChange::revision),
                RowArrays.texts(changes, change -> change.kind().name()),
                RowArrays.texts(changes, change -> OwnershipJson.write(change.before())),
                RowArrays.texts(changes, change -> OwnershipJson.write(change.after())),
                RowArrays.texts(changes, change -> change.cause().kind().name()),
                RowArrays.uuids(changes, change -> change.cause().commandId()),
                RowArrays.texts(changes, change -> change.cause().actor()),
                RowArrays.times(changes, OwnershipChange::recordedAt));
    }
}
