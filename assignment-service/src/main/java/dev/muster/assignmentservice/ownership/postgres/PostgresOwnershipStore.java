package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.assignmentservice.directory.postgres.PostgresCommandLog;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.OrganizationFacts;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.Ownership.Origin;
import dev.muster.assignmentservice.ownership.Ownership.RebrandingOverride;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.ownership.OwnershipStore.IncarnationMismatch;
import dev.muster.assignmentservice.ownership.TargetApplication;
import dev.muster.assignmentservice.ownership.TargetApplication.Presence;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.postgres.StatementPipeline;
import dev.muster.assignmentservice.rule.Rule.OnUnmatch;
import dev.muster.assignmentservice.rule.RuleDecision.RuleReference;
import dev.muster.assignmentservice.rule.RuleDecision.Source;
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

/**
 * The tables {@code ownership} and {@code ownership_history}, beside the view of the inventory.
 * Runs in the caller's transaction.
 */
public final class PostgresOwnershipStore implements OwnershipStore {

    /** The revisions of rows by the keys of their events. */
    public static final String FIND_REVISIONS = """
            select application_id, revision from ownership where application_id = any(?) order by 1
            """;

    private final JdbcTemplate jdbc;
    private final OwnerProjection projection;

    public PostgresOwnershipStore(JdbcTemplate jdbc, OwnerProjection projection) {
        this.jdbc = jdbc;
        this.projection = projection;
    }

    @Override
    public void lockDirectory() {
        jdbc.query(PostgresCommandLog.LOCK_DIRECTORY_SHARED, row -> {});
    }

    @Override
    public Map<String, TargetApplication> lock(SortedSet<String> applicationIds) {
        return lock(applicationIds, OwnershipSql.CREATE_OWNERSHIPS_WAITED_FOR);
    }

    @Override
    public Map<String, TargetApplication> createAndLock(SortedSet<String> applicationIds) {
        return lock(applicationIds, OwnershipSql.CREATE_OWNERSHIPS);
    }

    @Override
    public Map<String, TargetApplication> lockReturned(SortedSet<String> applicationIds) {
        return lock(
                applicationIds,
                OwnershipSql.CREATE_OWNERSHIPS_WAITED_FOR,
                OwnershipSql.LOCK_OWNERSHIPS_FIRST,
                OwnershipSql.CREATE_OWNERSHIPS_OF_RETURNED);
    }

    private Map<String, TargetApplication> lock(SortedSet<String> applicationIds, String... createStatements) {
        Map<String, TargetApplication> targets = new HashMap<>();
        SqlArrayValue ids = RowArrays.texts(applicationIds);
        StatementPipeline locks = new StatementPipeline().run(PostgresCommandLog.LOCK_DIRECTORY_SHARED);
        for (String statement : createStatements) {
            locks.run(statement, ids);
        }
        locks.query(OwnershipSql.LOCK_OWNERSHIPS, row -> addOwnership(row, targets), ids)
                .execute(jdbc);
        // Read after the locks: never older than the incarnation that a locked ownership was decided for.
        RowCallbackHandler addPresence = row -> addPresence(row, targets);
        jdbc.query(OwnershipSql.FIND_APPLICATIONS, addPresence, ids);
        return targets;
    }

    private static void addOwnership(ResultSet row, Map<String, TargetApplication> targets) throws SQLException {
        ApplicationOwnership current = readOwnership(row, row.getRow());
        targets.put(
                current.applicationId(),
                new TargetApplication(current.applicationId(), Presence.UNKNOWN, 0, current, null));
    }

    private static void addPresence(ResultSet row, Map<String, TargetApplication> targets) throws SQLException {
        String id = row.getString("application_id");
        TargetApplication locked = targets.get(id);
        ApplicationOwnership current = locked == null ? null : locked.ownership();
        Presence presence = row.getBoolean("removed") ? Presence.REMOVED : Presence.PRESENT;
        int incarnation = row.getInt("incarnation");
        if (current == null) {
            current = ApplicationOwnership.initial(id, incarnation);
        }
        targets.put(id, new TargetApplication(id, presence, incarnation, current, RowArrays.time(row, "appeared_at")));
    }

    @Override
    public Map<String, OrganizationFacts> lockOrganizations(Collection<String> organizationIds) {
        Map<String, OrganizationFacts> facts = new HashMap<>();
        if (organizationIds.isEmpty()) {
            return facts;
        }
        jdbc.query(
                OwnershipSql.LOCK_ORGANIZATIONS,
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
    public Set<String> findNeedingReconciliation(Collection<String> applicationIds) {
        return new HashSet<>(jdbc.queryForList(
                OwnershipSql.FIND_NEEDING_RECONCILIATION, String.class, RowArrays.texts(applicationIds)));
    }

    @Override
    public Set<String> findReturnedWithoutOwnership(Collection<String> applicationIds) {
        return applicationIds.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(
                        OwnershipSql.FIND_RETURNED_WITHOUT_OWNERSHIP, String.class, RowArrays.texts(applicationIds)));
    }

    @Override
    public Set<String> findFromPreviousIncarnation(Map<String, Instant> deletionTimes) {
        return deletionTimes.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(
                        OwnershipSql.FIND_FROM_PREVIOUS_INCARNATION,
                        String.class,
                        RowArrays.texts(deletionTimes.entrySet(), Map.Entry::getKey),
                        RowArrays.times(deletionTimes.entrySet(), Map.Entry::getValue)));
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
    public boolean isLastChangedBy(ApplicationOwnership current, UUID commandId, String actor) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                OwnershipSql.IS_LAST_CHANGED_BY,
                Boolean.class,
                current.applicationId(),
                current.revision(),
                commandId,
                actor));
    }

    @Override
    public List<ApplicationOwnership> lockOwnedInSystem(
            String systemId, @Nullable String exceptOwnerId, String afterId, int limit) {
        return jdbc.query(
                OwnershipSql.LOCK_OWNED_IN_SYSTEM,
                PostgresOwnershipStore::readOwnership,
                systemId,
                exceptOwnerId,
                afterId,
                limit);
    }

    @Override
    public List<String> findOwned(String organizationId, String afterId, int limit) {
        return jdbc.queryForList(OwnershipSql.FIND_OWNED, String.class, organizationId, afterId, limit);
    }

    @Override
    public Set<String> findWithOverride(
            Collection<String> applicationIds, RebrandingOverride override, @Nullable String organizationId) {
        return new HashSet<>(jdbc.queryForList(
                OwnershipSql.FIND_WITH_OVERRIDE,
                String.class,
                RowArrays.texts(applicationIds),
                override.name(),
                organizationId));
    }

    @Override
    public List<String> findOverridden(String organizationId, String afterId, int limit) {
        return jdbc.queryForList(OwnershipSql.FIND_OVERRIDDEN, String.class, organizationId, afterId, limit);
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
            updateProjection(ownerships, changes, writes);
            append(changes, writes);
        }
        RowArrays.insertNew("ownership", () -> writes.execute(jdbc));
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
                RowArrays.times(ownerships, one -> one.ownership().assignedAt()),
                RowArrays.texts(ownerships, one -> nameOf(origin(one).source())),
                RowArrays.booleans(ownerships, one -> origin(one).pinned()),
                RowArrays.texts(ownerships, one -> origin(one).ruleSet()),
                RowArrays.texts(ownerships, one -> origin(one).ruleId()),
                RowArrays.longs(ownerships, one -> origin(one).ruleSetRevision()),
                RowArrays.texts(ownerships, one -> nameOf(origin(one).onUnmatch())));
    }

    private static Origin origin(ApplicationOwnership written) {
        return written.ownership().origin();
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private void updateProjection(
            Collection<ApplicationOwnership> ownerships, List<OwnershipChange> changes, StatementPipeline writes) {
        Set<String> withNewOwner = new HashSet<>();
        for (OwnershipChange change : changes) {
            if (!Objects.equals(change.before().organizationId(), change.after().organizationId())) {
                withNewOwner.add(change.applicationId());
            }
        }
        List<ApplicationOwnership> changed = ownerships.stream()
                .filter(one -> withNewOwner.contains(one.applicationId()))
                .toList();
        if (!changed.isEmpty()) {
            projection.updateOwners(changed, writes);
        }
    }

    /** Runs after the ownerships are written and locked: a duplicate change was then committed before this transaction. */
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
                RowArrays.times(changes, OwnershipChange::recordedAt),
                RowArrays.texts(changes, change -> change.cause().ruleId()),
                RowArrays.uuids(changes, change -> change.cause().runId()));
    }

    static ApplicationOwnership readOwnership(ResultSet row, int number) throws SQLException {
        return new ApplicationOwnership(
                row.getString("application_id"),
                row.getInt("incarnation"),
                row.getLong("revision"),
                new Ownership(
                        row.getString("organization_id"),
                        RebrandingOverride.valueOf(row.getString("rebranding_override")),
                        row.getString("override_organization_id"),
                        row.getString("rebranding_org_id"),
                        row.getString("assigned_by"),
                        RowArrays.time(row, "assigned_at"),
                        readOrigin(row)),
                true);
    }

    private static Origin readOrigin(ResultSet row) throws SQLException {
        if (!row.getBoolean("has_origin")) {
            return row.getString("organization_id") == null ? Origin.NONE : Origin.EXPLICIT;
        }
        String source = row.getString("owner_source");
        String onUnmatch = row.getString("on_unmatch");
        String ruleId = row.getString("rule_id");
        return new Origin(
                source == null ? null : Source.valueOf(source),
                row.getBoolean("pinned"),
                ruleId == null ? null : new RuleReference(row.getString("rule_set"), ruleId),
                row.getObject("rule_set_revision", Long.class),
                onUnmatch == null ? null : OnUnmatch.valueOf(onUnmatch));
    }
}
