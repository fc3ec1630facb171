package dev.muster.assignmentservice.rule.postgres;

import dev.muster.assignmentservice.rule.OrganizationPlaces;
import dev.muster.assignmentservice.rule.OrganizationPlaces.Place;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.rule.RuleEngine.PublishedSet;
import dev.muster.assignmentservice.rule.RuleEngines;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.rule.RuleSetParser;
import dev.muster.assignmentservice.rule.RuleSetParser.InvalidRuleSetException;
import dev.muster.assignmentservice.rule.RuleSetParser.OrganizationReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link RuleEngines} in PostgreSQL. Compiles the sets again only when the version of what they depend on has changed. */
public final class PostgresRuleEngines implements RuleEngines {

    private static final String TAKE_TRANSACTION_ID = "select pg_current_xact_id()";

    private static final String READ_STATE = "select version, owner_from_system from rule_state";

    private static final String READ_SETS = """
            select distinct on (set_key) set_key, revision, document, command_id, actor
              from rule_set
             order by set_key, revision desc
            """;

    private static final String READ_PLACES =
            "select organization_id, parent_id, active from organization where deleted_at is null";

    private final JdbcTemplate jdbc;
    private volatile @Nullable Compiled compiled;

    private record Compiled(long version, RuleEngine engine) {}

    private record State(long version, boolean ownerFromSystem) {}

    public PostgresRuleEngines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public RuleEngine current() {
        State state = readState();
        Compiled known = compiled;
        if (known != null && known.version() == state.version()) {
            return known.engine();
        }
        // The version is read first: an engine is never older than the version that it is kept for.
        Map<String, PublishedSet> sets = readSets();
        boolean idle = sets.isEmpty() && !state.ownerFromSystem();
        OrganizationPlaces places = idle ? new OrganizationPlaces(Map.of()) : readPlaces();
        Compiled read = new Compiled(state.version(), new RuleEngine(sets, places, state.ownerFromSystem()));
        compiled = read;
        return read.engine();
    }

    @Override
    public RuleEngine draft(String key, PublishedSet set) {
        State state = readState();
        Map<String, PublishedSet> sets = readSets();
        sets.put(key, set);
        return new RuleEngine(sets, readPlaces(), state.ownerFromSystem());
    }

    private State readState() {
        jdbc.query(TAKE_TRANSACTION_ID, row -> {});
        return Objects.requireNonNull(jdbc.queryForObject(
                READ_STATE, (row, number) -> new State(row.getLong("version"), row.getBoolean("owner_from_system"))));
    }

    private Map<String, PublishedSet> readSets() {
        Map<String, PublishedSet> sets = new HashMap<>();
        jdbc.query(READ_SETS, row -> {
            sets.put(
                    row.getString("set_key"),
                    new PublishedSet(
                            row.getLong("revision"),
                            parse(row.getString("document")),
                            Objects.requireNonNull(row.getObject("command_id", UUID.class)),
                            row.getString("actor")));
        });
        return sets;
    }

    private OrganizationPlaces readPlaces() {
        Map<String, Place> places = new HashMap<>();
        jdbc.query(READ_PLACES, row -> {
            places.put(
                    row.getString("organization_id"), new Place(row.getString("parent_id"), row.getBoolean("active")));
        });
        return new OrganizationPlaces(places);
    }

    private static RuleSet parse(String document) {
        try {
            return RuleSetParser.parse(document, OrganizationReference::of);
        } catch (InvalidRuleSetException e) {
            throw new IllegalStateException("a published rule set is valid", e);
        }
    }
}
