package dev.muster.ingestservice.freshness.postgres;

import dev.muster.messaging.database.DatabaseGauges;
import java.util.List;
import java.util.Map;

/** The numbers of the last sweep, of whichever instance. */
public final class FreshnessGauges {

    private static final String SYSTEMS = "muster.systems";

    /** Queries on the table {@code freshness_watch} of the session's current schema. */
    public static final List<DatabaseGauges.Query> QUERIES = List.of(
            systemsBy("active", "systems - stale - missing"),
            systemsBy("stale", "stale"),
            systemsBy("missing", "missing"),
            new DatabaseGauges.Query(
                    SYSTEMS + ".held",
                    "Systems that a wave holds back: they stay ACTIVE until a command releases them",
                    "systems",
                    "select held from freshness_watch"));

    private FreshnessGauges() {}

    private static DatabaseGauges.Query systemsBy(String state, String number) {
        return new DatabaseGauges.Query(
                SYSTEMS,
                "Systems by their published state",
                null,
                Map.of("state", state),
                "select " + number + " from freshness_watch");
    }
}
