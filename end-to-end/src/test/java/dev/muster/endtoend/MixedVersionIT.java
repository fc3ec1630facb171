package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.assignment.WhenUnknown;
import dev.muster.cli.consistency.Database;
import dev.muster.localstack.LocalDatabase;
import dev.muster.localstack.LocalStack;
import dev.muster.localstack.LocalStackSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A rolling update from 0.1.0 and back, with both versions on one database. */
@ResourceLock(Pipeline.LOCK)
class MixedVersionIT {

    private static final int SYSTEMS = 24;

    @Test
    void oldAndNewVersionRunOnOneDatabase() {
        assumeTrue(
                System.getProperty("muster.test.infrastructure", "local-stack").equals("local-stack"),
                "skipped: this test needs the servers of the local stack");
        Release old = Release.released(Release.FIRST);
        try (LocalStack stack = LocalStack.start(LocalStackSettings.temporary());
                Clients clients = new Clients(stack.bootstrapServers(), admin(stack.database()));
                ServiceUnderTest oldIngest = ingest("mixed-old-ingest", old, stack);
                ServiceUnderTest oldAssignment = assignment("mixed-old-assignment", old, stack);
                ServiceUnderTest newIngest = ingest("mixed-new-ingest", Release.head(), stack);
                ServiceUnderTest newAssignment = assignment("mixed-new-assignment", Release.head(), stack)) {
            Messages messages = new Messages(clients);
            startAll(oldIngest, oldAssignment);
            messages.registerCustomer("mixed-1");
            assertRecordsFlow(clients, messages, 1);

            // This version migrates the schema while the release is running.
            startAll(newIngest, newAssignment);
            messages.registerCustomer("mixed-2");
            assertRecordsFlow(clients, messages, 2);

            // The release restarts on the new schema and runs beside this version.
            stopAll(oldIngest, oldAssignment);
            startAll(oldIngest, oldAssignment);
            messages.registerCustomer("mixed-3");
            assertRecordsFlow(clients, messages, 3);

            // After the rollback only the release is running.
            stopAll(newIngest, newAssignment);
            messages.registerCustomer("mixed-4");
            assertRecordsFlow(clients, messages, 4);
        }
    }

    /** Changes and reassigns applications, then compares topics and tables. */
    private static void assertRecordsFlow(Clients clients, Messages messages, int round) {
        Instant collectedAt = Instant.now().truncatedTo(ChronoUnit.DAYS).plusSeconds(round);
        for (int system = 0; system < SYSTEMS; system++) {
            messages.snapshot(
                    "mixed-" + system, collectedAt, "steady=1", "moving=" + round, "of-round-" + round + "=1");
            messages.assign("mixed-" + system + "_moving", "mixed-" + round, WhenUnknown.WAIT);
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> clients.queryNumber(
                                "select count(*) from assignment.applications where module_id = 'moving'"
                                        + " and version = ? and organization_id = ? and deleted_at is null",
                                Integer.toString(round),
                                "mixed-" + round)
                        == SYSTEMS);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(clients.consistency().problems())
                        .as("round " + round)
                        .isEmpty());
    }

    private static void startAll(ServiceUnderTest... services) {
        Stream.of(services).forEach(ServiceUnderTest::start);
        Stream.of(services).forEach(ServiceUnderTest::awaitReady);
    }

    private static void stopAll(ServiceUnderTest... services) {
        Stream.of(services).forEach(ServiceUnderTest::requestStop);
        Stream.of(services).forEach(service -> service.awaitExit(Duration.ofMinutes(1)));
    }

    private static ServiceUnderTest ingest(String name, Release release, LocalStack stack) {
        LocalDatabase database = stack.database();
        return ServiceUnderTest.ingest(
                name, release, environment(stack, database.ingestUser(), database.ingestPassword()));
    }

    private static ServiceUnderTest assignment(String name, Release release, LocalStack stack) {
        LocalDatabase database = stack.database();
        return ServiceUnderTest.assignment(
                name, release, environment(stack, database.assignmentUser(), database.assignmentPassword()));
    }

    private static Map<String, String> environment(LocalStack stack, String user, String password) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                stack.bootstrapServers(),
                "JDBC_URL",
                stack.database().jdbcUrl(),
                "JDBC_USER",
                user,
                "JDBC_PASSWORD",
                password);
    }

    private static Database admin(LocalDatabase database) {
        return new Database(database.jdbcUrl(), database.adminUser(), database.adminPassword());
    }
}
