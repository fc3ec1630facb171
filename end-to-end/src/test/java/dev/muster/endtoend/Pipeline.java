package dev.muster.endtoend;

import dev.muster.cli.consistency.ConsistencyCheck;
import dev.muster.cli.consistency.Database;
import dev.muster.testing.Infrastructure;
import dev.muster.text.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Both services on one broker and one database, with clients. */
final class Pipeline implements AutoCloseable {

    /** The lock of the classes that start services of their own: one of them runs at a time. */
    static final String LOCK = "pipeline";

    /** A platform administrator's token for the assignment-service. */
    static final String ADMINISTRATOR_TOKEN = "mst_end-to-end-tests-need-43-characters-of-text";

    final ServiceUnderTest ingest;
    final ServiceUnderTest assignment;
    final Clients clients;

    private Pipeline(Infrastructure infrastructure) {
        ingest = ServiceUnderTest.ingest(
                "ingest",
                Release.head(),
                environment(infrastructure, infrastructure.ingestUser(), infrastructure.ingestPassword()));
        assignment = ServiceUnderTest.assignment(
                "assignment",
                Release.head(),
                withForwardedHeaders(environment(
                        infrastructure, infrastructure.assignmentUser(), infrastructure.assignmentPassword())));
        clients = new Clients(
                infrastructure.bootstrapServers(),
                new Database(infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword()));
    }

    static Pipeline start(Infrastructure infrastructure) {
        Pipeline pipeline = new Pipeline(infrastructure);
        // The order does not matter: the assignment service waits for the view that the ingest service creates.
        pipeline.ingest.start();
        pipeline.assignment.start();
        pipeline.ingest.awaitReady();
        pipeline.assignment.awaitReady();
        return pipeline;
    }

    /** Returns the rows of a query. */
    List<Map<String, @Nullable Object>> query(String sql, Object... parameters) {
        return clients.query(sql, parameters);
    }

    /** Compares the replayed topics with the views. */
    ConsistencyCheck consistency() {
        return clients.consistency();
    }

    private static Map<String, String> environment(Infrastructure infrastructure, String user, String password) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                infrastructure.bootstrapServers(),
                "JDBC_URL",
                infrastructure.jdbcUrl(),
                "JDBC_USER",
                user,
                "JDBC_PASSWORD",
                password);
    }

    private static Map<String, String> withForwardedHeaders(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("SERVER_FORWARD_HEADERS_STRATEGY", "framework");
        settings.put("MUSTER_BOOTSTRAP_TOKEN_SHA256", Sha256.hex(ADMINISTRATOR_TOKEN));
        return settings;
    }

    @Override
    public void close() {
        assignment.close();
        ingest.close();
        clients.close();
    }
}
