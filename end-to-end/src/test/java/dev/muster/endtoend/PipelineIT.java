package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.WhenUnknown;
import dev.muster.directory.OrganizationType;
import dev.muster.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
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

    private List<Map<String, @Nullable Object>> rows(String systemId) {
        return pipeline.query(APPLICATIONS, systemId);
    }
}
