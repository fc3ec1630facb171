package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.assignment.WhenUnknown;
import dev.muster.directory.OrganizationType;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Pipeline.LOCK)
class PipelineIT {

    private static final String APPLICATIONS =
            "select * from assignment.applications where system_id = ? order by application_id";

    private final Pipeline pipeline = Pipeline.start(Infrastructure.shared());
    private final Messages messages = new Messages(pipeline.clients);
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS);

    @BeforeAll
    void registerOrganizations() {
        messages.register("customer", OrganizationType.CUSTOMER, "owner");
        messages.register("owner", OrganizationType.OWNER, null);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(pipeline.query("select * from assignment.organization"))
                        .hasSize(2));
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void commandAssignsAReportedApplication() {
        messages.snapshot("sys-owned", noon, "mail1=1.0");
        await().untilAsserted(() -> assertThat(rows("sys-owned")).hasSize(1));

        messages.assign("sys-owned_mail1", "customer", WhenUnknown.REJECT);

        await().untilAsserted(() -> assertThat(rows("sys-owned"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("organization_id", "customer")
                        .containsEntry("status", "assigned")
                        .containsEntry("version", "1.0")));
    }

    @Test
    void waitingCommandIsAppliedWhenTheApplicationAppears() {
        messages.assign("sys-awaited_mail1", "customer", WhenUnknown.WAIT);
        await().untilAsserted(() -> assertThat(pipeline.query(
                        "select * from assignment.waiting_command where application_id = 'sys-awaited_mail1'"))
                .hasSize(1));

        messages.snapshot("sys-awaited", noon, "mail1=1.0");

        await().untilAsserted(() -> assertThat(rows("sys-awaited"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("organization_id", "customer")));
    }

    @Test
    void returnedApplicationIsUnassigned() {
        messages.snapshot("sys-returned", noon, "mail1=1.0");
        await().untilAsserted(() -> assertThat(rows("sys-returned")).hasSize(1));
        messages.assign("sys-returned_mail1", "customer", WhenUnknown.REJECT);
        await().untilAsserted(() -> assertThat(rows("sys-returned"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("organization_id", "customer")));

        messages.snapshot("sys-returned", noon.plusSeconds(60));
        messages.snapshot("sys-returned", noon.plusSeconds(120), "mail1=1.0");

        await().untilAsserted(() -> assertThat(rows("sys-returned"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("deleted_at", null)
                        .containsEntry("status", "unassigned")
                        .containsEntry("organization_id", null)
                        .containsEntry("ownership_revision", 2L)));
    }

    @Test
    void bothServicesExposePrometheusMetrics() {
        messages.snapshot("sys-metrics", noon, "mail1=1.0");
        await().untilAsserted(() -> assertThat(rows("sys-metrics")).hasSize(1));

        assertThat(pipeline.ingest.body("/actuator/prometheus"))
                .contains("muster_reports_total", "muster_outbox_depth", "records_lag");
        assertThat(pipeline.assignment.body("/actuator/prometheus")).contains("muster_outbox_depth", "records_lag");
    }

    @Test
    void apiDescriptionUsesTheForwardedAddress() {
        String description = pipeline.assignment.body(
                "/v3/api-docs", "X-Forwarded-Host", "muster.example.org", "X-Forwarded-Proto", "https");

        assertThat(description).contains("\"https://muster.example.org\"");
    }

    /** The programs of examples/clients, each where its interpreter and libraries are installed. */
    @Nested
    class ClientExamples {

        private static final Path EXAMPLES =
                Path.of("../examples/clients").toAbsolutePath().normalize();
        private static final Path SCHEMAS = Path.of("../schemas/src/main/resources/dev/muster/schemas/released")
                .toAbsolutePath()
                .normalize();

        @Test
        void pythonAssignsAnApplicationAndReadsTheEvent() {
            assumeTrue(succeeds("/usr/bin/python3", "-c", "import avro, confluent_kafka"), "no python libraries");

            assignsAndReads(
                    "python",
                    List.of("/usr/bin/python3", "python/assign.py"),
                    List.of("/usr/bin/python3", "python/read.py"));
        }

        @Test
        void javaScriptAssignsAnApplicationAndReadsTheEvent() {
            assumeTrue(Files.exists(EXAMPLES.resolve("javascript/node_modules/.package-lock.json")), "no npm ci");

            assignsAndReads(
                    "javascript", List.of("node", "javascript/assign.mjs"), List.of("node", "javascript/read.mjs"));
        }

        @Test
        void clientOfLogtoListsTheOrganizationsOfAnApplication() {
            assumeTrue(Files.exists(EXAMPLES.resolve("javascript/node_modules/.package-lock.json")), "no npm ci");
            String application = reported("logto");
            messages.assign(application, "customer", WhenUnknown.REJECT);
            await().untilAsserted(() -> assertThat(rows("sys-example-logto"))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("organization_id", "customer")));

            String organizations = run("node", "javascript/logto.mjs", application);

            assertThat(organizations.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("\"color\":{}", "\"customCss\":null", application));
        }

        @Test
        void clientOfUbidotsFindsAndSavesAnOrganization() {
            assumeTrue(Files.exists(EXAMPLES.resolve("javascript/node_modules/.package-lock.json")), "no npm ci");

            messages.registerCustomer("example-of-ubidots");

            List<String> output = run("node", "javascript/ubidots.mjs", "example-of-ubidots")
                    .lines()
                    .toList();

            assertThat(output)
                    .containsSequence("found 1 1 1 0 1")
                    .anySatisfy(line -> assertThat(line).startsWith("saved").contains("(saved)", "\"saved\":true"))
                    .last()
                    .asString()
                    .matches("pages [1-9][0-9]*");
        }

        @Test
        void clientOfNethServerFiltersEditsAndAssignsApplications() {
            assumeTrue(succeeds("node", "--version"), "no node");
            String application = reported("nethserver");

            String calls = run("node", "javascript/nethserver.mjs", "sys-example-nethserver", "customer");

            assertThat(calls.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .isEqualTo("{\"listed\":1,\"notes\":\"edited by nethserver.mjs\",\"display_name\":null,"
                                    + "\"organization\":\"customer\",\"assigned\":[\"" + application
                                    + "\"],\"counted\":true,\"systems\":true,"
                                    + "\"types\":[{\"instance_of\":\"mail\",\"name\":\"mail\",\"count\":1}]}"));
        }

        @Test
        void javaAssignsAnApplication() {
            String application = reported("java");
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();

            String outcome = run(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "java/Assign.java",
                    SCHEMAS.toString(),
                    application,
                    "customer");

            assertThat(outcome).contains("APPLIED");
        }

        private void assignsAndReads(String language, List<String> assign, List<String> read) {
            String application = reported(language);

            String outcome = run(with(assign, application, "customer"));
            String repeated = run(with(assign, application, "customer"));
            String events = run(with(read, Topics.ASSIGNMENT_OWNERSHIPS));

            assertThat(outcome).contains("APPLIED");
            assertThat(repeated).contains("UNCHANGED");
            assertThat(events.lines().filter(line -> line.contains(application)))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("OwnershipEvent", "customer"));
            assertThat(pipeline.assignment.body("/actuator/prometheus").lines())
                    .anyMatch(line -> line.matches(
                            "muster_records_misplaced_total\\{.*topic=\"assignment.commands\".*\\} 0\\.0"));
        }

        private String reported(String language) {
            String system = "sys-example-" + language;
            messages.snapshot(system, noon, "mail1=1.0");
            await().untilAsserted(() -> assertThat(rows(system)).hasSize(1));
            return system + "_mail1";
        }

        private String[] with(List<String> command, String... arguments) {
            return Stream.concat(command.stream(), Stream.of(arguments)).toArray(String[]::new);
        }

        private boolean succeeds(String... command) {
            try {
                return start(command).waitFor() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private String run(String... command) {
            try {
                Process process = start(command);
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor())
                        .as("exit code of %s, which printed %s", List.of(command), output)
                        .isZero();
                return output;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private Process start(String... command) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(command).directory(EXAMPLES.toFile());
            builder.environment()
                    .put("KAFKA_BOOTSTRAP_SERVERS", Infrastructure.shared().bootstrapServers());
            builder.environment().put("ASSIGNMENT_URL", pipeline.assignment.url());
            builder.environment().put("MUSTER_TOKEN", Pipeline.ADMINISTRATOR_TOKEN);
            return builder.redirectErrorStream(true).start();
        }
    }

    private List<Map<String, @Nullable Object>> rows(String systemId) {
        return pipeline.query(APPLICATIONS, systemId);
    }
}
