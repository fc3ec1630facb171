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

    private static final String READ_PLACES = "select organization_id, parent_id, active from organization";

    private final JdbcTemplate jdbc;
    private volatile @Nullable Compiled compiled;

    private record Compiled(long version, RuleEngine engine) {}

    private record State(long version, boolean ownerFromSystem) {}

    public PostgresRuleEngines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public RuleEngine current() {
        jdbc.query(TAKE_TRANSACTION_ID, row -> {});
        State state = Objects.requireNonNull(jdbc.queryForObject(
                READ_STATE, (row, number) -> new State(row.getLong("version"), row.getBoolean("owner_from_system"))));
        Compiled known = compiled;
        if (known != null && known.version() == state.version()) {
            return known.engine();
        }
        // The version is read first: an engine is never older than the version that it is kept for.
        Compiled read = new Compiled(state.version(), read(state));
        compiled = read;
        return read.engine();
    }

    private RuleEngine read(State state) {
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
        Map<String, Place> places = new HashMap<>();
        if (!sets.isEmpty() || state.ownerFromSystem()) {
            jdbc.query(READ_PLACES, row -> {
                places.put(
                        row.getString("organization_id"),
                        new Place(row.getString("parent_id"), row.getBoolean("active")));
            });
        }
        return new RuleEngine(sets, new OrganizationPlaces(places), state.ownerFromSystem());
    }

    private static RuleSet parse(String document) {
        try {
            return RuleSetParser.parse(document, OrganizationReference::of);
        } catch (InvalidRuleSetException e) {
            throw new IllegalStateException("a published rule set is valid", e);
        }
    }
}
