package dev.muster.assignmentservice.run.postgres;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.ownership.postgres.OwnershipJson;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.run.Run;
import dev.muster.assignmentservice.run.RunCounts;
import dev.muster.assignmentservice.run.RunRequest;
import dev.muster.assignmentservice.run.RunStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import tools.jackson.databind.json.JsonMapper;

/** {@link RunStore} in PostgreSQL. */
public final class PostgresRunStore implements RunStore {

    private static final String SELECT = """
            select run_id, kind, state, organization_id, actor, request, counts, reason, message, cursor, undoes, created_at,
                   finished_at
              from run
            """;

    private static final String INSERT = """
            insert into run (run_id, kind, state, organization_id, actor, request, counts, message, undoes, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update run
               set state = ?, counts = ?, reason = ?, message = ?, cursor = ?, updated_at = clock_timestamp(),
                   finished_at = case when ? then clock_timestamp() end
             where run_id = ?
            """;

    private static final String CLAIM = SELECT + """
             where finished_at is null and state in ('COUNTING', 'RUNNING')
             order by created_at, run_id
             limit 1
               for update skip locked
            """;

    /** For the transaction: each run is in a row of its own, and none of them may be there yet. */
    private static final String LOCK_NUMBER =
            "select pg_advisory_xact_lock(hashtextextended('runs_' || current_schema() || '_' || ?, 0))";

    private static final String LIST = SELECT + """
             where (?::text[] is null or organization_id = any(?))
             order by created_at desc, run_id
            offset ?
             limit ?
            """;

    private static final String COUNT =
            "select count(*) from run where (?::text[] is null or organization_id = any(?))";

    private static final String ARE_RULES_PENDING = """
            select exists (select from run where finished_at is null and kind <> 'BULK') or exists (select from rule_work)
            """;

    private static final String SUPERSEDE = """
            update run
               set state = 'SUPERSEDED', updated_at = clock_timestamp(), finished_at = clock_timestamp()
             where run_id in (select run_id
                                from run
                               where run_id <> ?
                                 and (organization_id = ? or ? = '_platform')
                                 and finished_at is null
                                 and kind in ('PUBLISH', 'EVALUATE')
                                 and state in ('RUNNING', 'STOPPED')
                                 for update skip locked)
            """;

    private static final String HOLD_PENDING_EVALUATION = """
            select run_id
              from run
             where finished_at is null and kind = 'EVALUATE' and state = 'RUNNING' and cursor = '' and waits_for is null
             limit 1
               for update skip locked
            """;

    private static final String END_RUNS_OF = """
            update run
               set state = case state when 'COUNTING' then 'REFUSED' else 'SUPERSEDED' end,
                   reason = 'organization_deleted', message = 'the organization was deleted',
                   updated_at = clock_timestamp(), finished_at = clock_timestamp()
             where run_id in (select run_id
                                from run
                               where organization_id = ?
                                 and finished_at is null
                                 and kind <> 'DELETE'
                                 for update skip locked)
            """;

    private static final String TAKE_TRANSACTION_ID = """
            update run set waits_for = pg_current_xact_id() where run_id = ? and waits_for is null
            """;

    private static final String HAS_WAITED =
            "select pg_snapshot_xmin(pg_current_snapshot()) >= waits_for from run where run_id = ?";

    /** One at a time: it may have a million results. */
    private static final String DELETE_FINISHED = """
            delete from run
             where run_id = (select run_id from run where finished_at < ? order by finished_at limit 1
                                for update skip locked)
            """;

    private static final String ADD_ITEMS = """
            insert into run_item (run_id, application_id, revision)
            select ?, i.application_id, coalesce(o.revision, 0)
              from unnest(?::text[]) i (application_id)
              left join ownership o on o.application_id = i.application_id
            on conflict do nothing
            """;

    private static final String TAKE_SYSTEM = """
            with first as materialized (
              select system_id from rule_work order by work_id limit 1 for update skip locked
            ), taken as materialized (
              select w.work_id from rule_work w join first f on f.system_id = w.system_id for update of w skip locked
            )
            delete from rule_work where work_id in (select work_id from taken) returning system_id
            """;

    private static final String ADD_RESULTS = """
            insert into run_result (run_id, application_id, status, reason, revision, before, after)
            select ?, r.*
              from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::json[], ?::json[]) r
            on conflict do nothing
            """;

    private static final String SELECT_RESULTS =
            "select application_id, status, reason, revision, before, after from run_result\n";

    private static final int FETCH_SIZE = 1_000;

    private final JdbcTemplate jdbc;

    public PostgresRunStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Run run) {
        jdbc.update(
                INSERT,
                run.runId(),
                run.kind().name(),
                run.state().name(),
                run.organizationId(),
                run.actor(),
                JsonMapper.shared().writeValueAsString(run.request()),
                JsonMapper.shared().writeValueAsString(run.counts()),
                run.message(),
                run.undoes(),
                RowArrays.time(run.createdAt()),
                RowArrays.time(run.createdAt()));
    }

    @Override
    public @Nullable Run find(UUID runId) {
        return first(jdbc.query(SELECT + "where run_id = ?", PostgresRunStore::read, runId));
    }

    @Override
    public @Nullable Run lock(UUID runId) {
        return first(jdbc.query(SELECT + "where run_id = ? for update", PostgresRunStore::read, runId));
    }

    @Override
    public Page<Run> list(@Nullable Collection<String> organizationIds, long offset, int limit) {
        SqlArrayValue ids = organizationIds == null ? null : RowArrays.texts(organizationIds);
        Long total = jdbc.queryForObject(COUNT, Long.class, ids, ids);
        return new Page<>(
                jdbc.query(LIST, PostgresRunStore::read, ids, ids, offset, limit), Objects.requireNonNull(total));
    }

    @Override
    public @Nullable Run claim() {
        return first(jdbc.query(CLAIM, PostgresRunStore::read));
    }

    @Override
    public void lockNumber(String organizationId) {
        jdbc.query(LOCK_NUMBER, row -> {}, organizationId);
    }

    @Override
    public int countUnfinished(String organizationId) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from run where organization_id = ? and finished_at is null and kind <> 'DELETE'",
                Integer.class,
                organizationId));
    }

    @Override
    public boolean areRulesPending() {
        return Boolean.TRUE.equals(jdbc.queryForObject(ARE_RULES_PENDING, Boolean.class));
    }

    @Override
    public @Nullable Run findPublishing(String setKey) {
        return first(jdbc.query(
                SELECT + "where organization_id = ? and kind = 'PUBLISH' and state = 'COUNTING'",
                PostgresRunStore::read,
                setKey));
    }

    @Override
    public @Nullable Run findUndoing(UUID runId) {
        return first(
                jdbc.query(SELECT + "where undoes = ? and state <> 'REFUSED' limit 1", PostgresRunStore::read, runId));
    }

    @Override
    public void update(Run run) {
        jdbc.update(
                UPDATE,
                run.state().name(),
                JsonMapper.shared().writeValueAsString(run.counts()),
                run.reason(),
                run.message(),
                run.cursor(),
                run.state().isFinished(),
                run.runId());
    }

    @Override
    public void supersedeOthers(Run run) {
        jdbc.update(SUPERSEDE, run.runId(), run.organizationId(), run.organizationId());
    }

    @Override
    public void endRunsOf(String organizationId) {
        jdbc.update(END_RUNS_OF, organizationId);
    }

    @Override
    public boolean holdPendingEvaluation() {
        return !jdbc.queryForList(HOLD_PENDING_EVALUATION).isEmpty();
    }

    @Override
    public boolean hasWaited(Run run) {
        return jdbc.update(TAKE_TRANSACTION_ID, run.runId()) == 0
                && Boolean.TRUE.equals(jdbc.queryForObject(HAS_WAITED, Boolean.class, run.runId()));
    }

    @Override
    public boolean deleteFinishedBefore(Instant time) {
        return jdbc.update(DELETE_FINISHED, RowArrays.time(time)) > 0;
    }

    @Override
    public void addResults(UUID runId, List<Result> results) {
        if (results.isEmpty()) {
            return;
        }
        jdbc.update(
                ADD_RESULTS,
                runId,
                RowArrays.texts(results, Result::applicationId),
                RowArrays.texts(results, one -> one.status().name()),
                RowArrays.texts(results, Result::reason),
                RowArrays.longs(results, Result::revision),
                RowArrays.texts(results, one -> OwnershipJson.write(one.before())),
                RowArrays.texts(results, one -> OwnershipJson.write(one.after())));
    }

    @Override
    public List<Result> changedAfter(UUID runId, String afterId, int limit) {
        return jdbc.query(
                SELECT_RESULTS
                        + "where run_id = ? and status = 'CHANGED' and application_id > ? order by application_id limit ?",
                (row, number) -> readResult(row),
                runId,
                afterId,
                limit);
    }

    @Override
    public void eachResult(UUID runId, Consumer<Result> consumer) {
        String cursor = "";
        List<Result> page;
        do {
            page = jdbc.query(
                    SELECT_RESULTS + "where run_id = ? and application_id > ? order by application_id limit ?",
                    (row, number) -> readResult(row),
                    runId,
                    cursor,
                    FETCH_SIZE);
            page.forEach(consumer);
            cursor = page.isEmpty() ? cursor : page.get(page.size() - 1).applicationId();
        } while (page.size() == FETCH_SIZE);
    }

    @Override
    public void addItems(UUID runId, List<String> applicationIds) {
        jdbc.update(ADD_ITEMS, runId, RowArrays.texts(applicationIds));
    }

    @Override
    public SortedMap<String, Long> itemsAfter(UUID runId, String afterId, int limit) {
        SortedMap<String, Long> revisions = new TreeMap<>();
        jdbc.query(
                "select application_id, revision from run_item where run_id = ? and application_id > ?"
                        + " order by application_id limit ?",
                row -> {
                    revisions.put(row.getString("application_id"), row.getLong("revision"));
                },
                runId,
                afterId,
                limit);
        return revisions;
    }

    @Override
    public @Nullable String takeSystem() {
        List<String> taken = jdbc.queryForList(TAKE_SYSTEM, String.class);
        return taken.isEmpty() ? null : taken.get(0);
    }

    private static @Nullable Run first(List<Run> found) {
        return found.isEmpty() ? null : found.get(0);
    }

    private static Run read(ResultSet row, int number) throws SQLException {
        Run.Kind kind = Run.Kind.valueOf(row.getString("kind"));
        return new Run(
                Objects.requireNonNull(row.getObject("run_id", UUID.class)),
                kind,
                Run.State.valueOf(row.getString("state")),
                row.getString("organization_id"),
                row.getString("actor"),
                JsonMapper.shared().readValue(row.getString("request"), requestOf(kind)),
                JsonMapper.shared().readValue(row.getString("counts"), RunCounts.class),
                row.getString("reason"),
                row.getString("message"),
                row.getString("cursor"),
                row.getObject("undoes", UUID.class),
                Objects.requireNonNull(RowArrays.time(row, "created_at")),
                RowArrays.time(row, "finished_at"));
    }

    private static Class<? extends RunRequest> requestOf(Run.Kind kind) {
        return switch (kind) {
            case PUBLISH -> RunRequest.Publish.class;
            case EVALUATE -> RunRequest.Evaluate.class;
            case BULK -> RunRequest.Bulk.class;
            case DELETE -> RunRequest.Delete.class;
            case UNDO -> RunRequest.Undo.class;
        };
    }

    private static Result readResult(ResultSet row) throws SQLException {
        return new Result(
                row.getString("application_id"),
                Result.Status.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getLong("revision"),
                OwnershipJson.read(row.getString("before")),
                OwnershipJson.read(row.getString("after")));
    }
}
