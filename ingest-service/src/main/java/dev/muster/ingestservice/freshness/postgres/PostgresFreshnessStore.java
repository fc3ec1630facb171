package dev.muster.ingestservice.freshness.postgres;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.freshness.FreshnessCommand;
import dev.muster.ingestservice.freshness.FreshnessState;
import dev.muster.ingestservice.freshness.FreshnessStore;
import dev.muster.ingestservice.freshness.SystemStatus;
import dev.muster.ingestservice.freshness.Thresholds;
import dev.muster.ingestservice.report.postgres.ColumnArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** Stores freshness in the schema {@code inventory}, which is the current schema of the data source. */
public final class PostgresFreshnessStore implements FreshnessStore {

    private static final String LOCK_WATCH = """
            select kept_up_at, swept_at from freshness_watch for update skip locked
            """;

    private static final String INSERT_OUTAGE = "insert into freshness_outage (began, ended) values (?, ?)";

    /** An outage that is older than the longest threshold is part of no silence that matters. */
    private static final String FORGET_OUTAGES = "delete from freshness_outage where ended < ?";

    private static final String KEPT_UP = "update freshness_watch set kept_up_at = ?, swept_at = ?";
    private static final String NOT_KEPT_UP = "update freshness_watch set swept_at = ?";

    /**
     * The rule of freshness: what the silence of each system means. The outages are subtracted only where it could matter,
     * because that is a query for each system.
     */
    private static final String SILENCE = """
            with watched as (
              select s.system_id, coalesce(q.state, 'ACTIVE') as before, q.left_at, w.wave_released_at,
                     greatest(coalesce(s.sighted_at, s.snapshot_at), w.started_at) as sighted_at,
                     coalesce(f.stale_after_s, s.next_report_within_s * 3 / 2, :stale) as stale_after_s,
                     coalesce(f.missing_after_s, s.next_report_within_s * 7, :missing) as missing_after_s
                from system s
               cross join freshness_watch w
                left join {silent_system} q on {of system}
                left join {system_freshness} f on {of system}
               {where}
            ), silence as (
              select system_id, before, left_at, stale_after_s, missing_after_s,
                     case when sighted_at + make_interval(secs => stale_after_s) <= :as_of
                          then {silence of :as_of} else 0 end as seconds,
                     case when sighted_at + make_interval(secs => stale_after_s) <= wave_released_at
                          then {silence of wave_released_at} else 0 end as seconds_at_release
                from watched
            ), judged as (
              select system_id, before, left_at, seconds_at_release >= stale_after_s as released,
                     case when seconds >= missing_after_s then 'MISSING'
                          when seconds >= stale_after_s then 'STALE'
                          else 'ACTIVE' end as after
                from silence
            )
            """.replaceAll("\\{silence of ([:a-z_]+)}", """
            extract(epoch from $1 - sighted_at) - (
                            select coalesce(sum(extract(epoch from least(o.ended, $1) - greatest(o.began, sighted_at))), 0)
                              from freshness_outage o
                             where o.ended > sighted_at and o.began < $1)""");

    private static final String OF_ALL = SILENCE.replace(
                    "{silent_system} q on {of system}", "silent_system q using (system_id)")
            .replace("{system_freshness} f on {of system}", "system_freshness f using (system_id)")
            .replace("{where}", "");

    /** Looks up each system by an index: see docs/decisions/0011-plans-for-tables-that-grow.md. */
    private static final String OF_SOME = SILENCE.replaceAll(
                    "\\{(silent_system|system_freshness)} (.) on \\{of system}",
                    "lateral (select * from $1 t where t.system_id = s.system_id offset 0) $2 on true")
            .replace("{where}", "where s.system_id = any(:system_ids)");

    private static final String CENSUS = OF_ALL + """
            select count(*) as systems,
                   count(*) filter (where before = 'STALE') as stale,
                   count(*) filter (where before = 'MISSING') as missing,
                   count(*) filter (where before = 'ACTIVE' and after <> 'ACTIVE' and not released) as leaving,
                   count(*) filter (where left_at > :left_since) as "left"
              from judged
            """;

    private static final String SAVE_CENSUS = """
            update freshness_watch set systems = ?, stale = ?, missing = ?, held = ?
            """;

    private static final String TRANSITIONS_OF_ALL = OF_ALL + """
            select system_id, before, after, released
              from judged
             where before <> after and not (:holding and before = 'ACTIVE' and not released)
             limit :limit
            """;

    private static final String TRANSITIONS_OF_SOME =
            OF_SOME + "select system_id, before, after, released from judged where before <> after";

    private static final String LOCK =
            "select system_id from system where system_id = any(:system_ids) order by system_id for update";

    private static final String SAVE_SILENT = """
            insert into silent_system (system_id, state, since, left_at)
            select t.system_id, t.state, at, case when not t.released then at end
              from unnest(:system_ids, :states, :released) as t(system_id, state, released)
             cross join (select cast(:at as timestamptz)) as changed(at)
            on conflict (system_id) do update set state = excluded.state, since = excluded.since
            """;

    private static final String DELETE_SILENT = "delete from silent_system where system_id = any(:system_ids)";

    private static final String SAVE_ACTIVE = "update system set active_since = :at where system_id = any(:system_ids)";

    private static final String RAISE_REVISIONS = """
            update system s
               set revision = s.revision + 1, active_since = coalesce(s.active_since, :at),
                   applications = {applications}, counted_size = s.size
             where s.system_id = any(:system_ids)
            returning s.system_id, s.revision,
                      coalesce((select q.state from silent_system q where q.system_id = s.system_id), 'ACTIVE') as state,
                      coalesce((select q.since from silent_system q where q.system_id = s.system_id), s.active_since)
                        as since,
                      s.sighted_at, s.snapshot_at, s.collector, s.applications,
                      coalesce((select f.stale_after_s from system_freshness f where f.system_id = s.system_id),
                               s.next_report_within_s * 3 / 2, :stale) as stale_after_s,
                      coalesce((select f.missing_after_s from system_freshness f where f.system_id = s.system_id),
                               s.next_report_within_s * 7, :missing) as missing_after_s
            """.replace("{applications}", """
            case when s.counted_size = s.size then s.applications else (
                     select count(*) from application_record r
                      where r.system_number = s.system_number and r.deleted_at is null) end""");

    private static final String UNPUBLISHED = """
            select system_id from system where revision = 0 and system_id > ? order by system_id limit ?
            """;

    private static final String SIGHT = """
            update system s
               set sighted_at = greatest(s.sighted_at, timestamptz 'epoch' + n.micros * interval '1 microsecond')
              from unnest(:system_ids, :micros) as n(system_id, micros)
             where s.system_id = any(array[n.system_id])
            returning s.system_id, (select q.state from silent_system q where q.system_id = s.system_id)
            """;

    private static final String SAVE_THRESHOLDS = """
            insert into system_freshness as f (system_id, stale_after_s, missing_after_s, command_id, issued_at, issued_by)
            values (?, ?, ?, ?, ?, ?)
            on conflict (system_id) do update
               set stale_after_s = excluded.stale_after_s, missing_after_s = excluded.missing_after_s,
                   command_id = excluded.command_id, issued_at = excluded.issued_at, issued_by = excluded.issued_by
             where (f.issued_at, f.command_id) < (excluded.issued_at, excluded.command_id)
            """;

    private static final String RELEASE_WAVE =
            "update freshness_watch set wave_released_at = greatest(wave_released_at, ?)";

    private static final String MISSING_SINCE = """
            select s.system_id
              from silent_system q
              join system s using (system_id)
             where q.state = 'MISSING' and q.since < ? and s.applications > 0
             order by q.since
             limit 1
               for update of s skip locked
            """;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Thresholds defaults;

    /**
     * Creates a store that takes part in the transactions of the data source.
     *
     * @param defaults for systems of which neither a report nor a command says something else
     */
    public PostgresFreshnessStore(DataSource dataSource, Thresholds defaults) {
        jdbc = new JdbcTemplate(dataSource);
        named = new NamedParameterJdbcTemplate(jdbc);
        this.defaults = defaults;
    }

    @Override
    public boolean beginSweep(Instant now, boolean keptUp, Duration maxGap, Duration minInterval) {
        List<Instant> marks = new ArrayList<>();
        jdbc.query(LOCK_WATCH, row -> {
            marks.add(requireNonNull(ColumnArrays.instant(row, 1)));
            // Minus infinity before the first sweep.
            marks.add(requireNonNull(ColumnArrays.instant(row, 2)));
        });
        if (marks.isEmpty() || marks.get(1).isAfter(now.minus(minInterval))) {
            return false;
        }
        if (!keptUp) {
            jdbc.update(NOT_KEPT_UP, Timestamp.from(now));
            return true;
        }
        Instant keptUpAt = marks.get(0);
        if (keptUpAt.isBefore(now.minus(maxGap))) {
            jdbc.update(INSERT_OUTAGE, Timestamp.from(keptUpAt), Timestamp.from(now));
            jdbc.update(FORGET_OUTAGES, Timestamp.from(now.minus(Thresholds.MAX)));
        }
        jdbc.update(KEPT_UP, Timestamp.from(now), Timestamp.from(now));
        return true;
    }

    @Override
    public Census takeCensus(Instant asOf, Instant leftSince) {
        scanTables();
        return requireNonNull(named.queryForObject(
                CENSUS,
                parameters().addValue("as_of", Timestamp.from(asOf)).addValue("left_since", Timestamp.from(leftSince)),
                (row, i) -> new Census(
                        row.getLong("systems"),
                        row.getLong("stale"),
                        row.getLong("missing"),
                        row.getLong("leaving"),
                        row.getLong("left"))));
    }

    /** A sweep reads all systems, which is a scan whatever the sessions of this service prefer. */
    private void scanTables() {
        jdbc.execute("set local enable_seqscan = on");
        jdbc.execute("set local plan_cache_mode = force_custom_plan");
    }

    @Override
    public void saveCensus(Census census, long held) {
        jdbc.update(SAVE_CENSUS, census.systems(), census.stale(), census.missing(), held);
    }

    @Override
    public List<Transition> findTransitions(Instant asOf, boolean holding, int limit) {
        scanTables();
        return named.query(
                TRANSITIONS_OF_ALL,
                parameters()
                        .addValue("as_of", Timestamp.from(asOf))
                        .addValue("holding", holding)
                        .addValue("limit", limit),
                (row, i) -> transition(row));
    }

    @Override
    public List<Transition> findTransitions(Collection<String> systemIds, Instant asOf) {
        return named.query(
                TRANSITIONS_OF_SOME,
                parameters().addValue("as_of", Timestamp.from(asOf)).addValue("system_ids", texts(systemIds)),
                (row, i) -> transition(row));
    }

    private static Transition transition(ResultSet row) throws SQLException {
        return new Transition(
                row.getString(1),
                FreshnessState.valueOf(row.getString(2)),
                FreshnessState.valueOf(row.getString(3)),
                row.getBoolean(4));
    }

    @Override
    public List<String> lock(Collection<String> systemIds) {
        return systemIds.isEmpty()
                ? List.of()
                : named.queryForList(LOCK, new MapSqlParameterSource("system_ids", texts(systemIds)), String.class);
    }

    @Override
    public void saveTransitions(Collection<Transition> transitions, Instant at) {
        List<Transition> silent = transitions.stream()
                .filter(transition -> transition.after() != FreshnessState.ACTIVE)
                .toList();
        List<String> active = transitions.stream()
                .filter(transition -> transition.after() == FreshnessState.ACTIVE)
                .map(Transition::systemId)
                .toList();
        if (!silent.isEmpty()) {
            named.update(
                    SAVE_SILENT,
                    new MapSqlParameterSource("at", Timestamp.from(at))
                            .addValue(
                                    "system_ids",
                                    texts(silent.stream()
                                            .map(Transition::systemId)
                                            .toList()))
                            .addValue(
                                    "states",
                                    texts(silent.stream()
                                            .map(transition ->
                                                    transition.after().name())
                                            .toList()))
                            .addValue(
                                    "released",
                                    new SqlArrayValue(
                                            "bool",
                                            silent.stream()
                                                    .map(Transition::released)
                                                    .toArray())));
        }
        if (!active.isEmpty()) {
            MapSqlParameterSource systems =
                    new MapSqlParameterSource("system_ids", texts(active)).addValue("at", Timestamp.from(at));
            named.update(DELETE_SILENT, systems);
            named.update(SAVE_ACTIVE, systems);
        }
    }

    @Override
    public List<SystemStatus> raiseRevisions(Collection<String> systemIds, Instant at) {
        return named.query(
                RAISE_REVISIONS,
                parameters().addValue("system_ids", texts(systemIds)).addValue("at", Timestamp.from(at)),
                (row, i) -> new SystemStatus(
                        row.getString(1),
                        row.getLong(2),
                        FreshnessState.valueOf(row.getString(3)),
                        requireNonNull(ColumnArrays.instant(row, 4)),
                        ColumnArrays.instant(row, 5),
                        ColumnArrays.instant(row, 6),
                        row.getString(7),
                        row.getInt(8),
                        row.getLong(9),
                        row.getLong(10)));
    }

    @Override
    public List<String> findUnpublished(String after, int limit) {
        return jdbc.queryForList(UNPUBLISHED, String.class, after, limit);
    }

    @Override
    public Map<String, Boolean> sight(Map<String, Instant> sightedAt) {
        List<String> systemIds = List.copyOf(sightedAt.keySet());
        Map<String, Boolean> silent = new HashMap<>();
        named.query(
                SIGHT,
                new MapSqlParameterSource("system_ids", texts(systemIds))
                        .addValue(
                                "micros",
                                new SqlArrayValue(
                                        "int8",
                                        systemIds.stream()
                                                .map(id -> micros(requireNonNull(sightedAt.get(id))))
                                                .toArray())),
                row -> {
                    silent.put(row.getString(1), row.getString(2) != null);
                });
        return silent;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @Override
    public boolean saveThresholds(FreshnessCommand command) {
        return jdbc.update(
                        SAVE_THRESHOLDS,
                        command.systemId(),
                        command.staleAfterS(),
                        command.missingAfterS(),
                        command.commandId(),
                        Timestamp.from(command.issuedAt()),
                        command.issuedBy())
                == 1;
    }

    @Override
    public void releaseWave(Instant at) {
        jdbc.update(RELEASE_WAVE, Timestamp.from(at));
    }

    @Override
    public Optional<String> lockMissingSince(Instant time) {
        return jdbc.queryForList(MISSING_SINCE, String.class, Timestamp.from(time)).stream()
                .findFirst();
    }

    private MapSqlParameterSource parameters() {
        return new MapSqlParameterSource("stale", defaults.staleAfter().toSeconds())
                .addValue("missing", defaults.missingAfter().toSeconds());
    }

    private static SqlArrayValue texts(Collection<String> texts) {
        return new SqlArrayValue("text", texts.toArray());
    }
}
