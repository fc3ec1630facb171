package dev.muster.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReportValidationTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void validReportHasNoReason() {
        assertThat(ReportValidation.check(report(builder -> {}), 100, NOW)).isNull();
    }

    @Test
    void reasonsOfTheHeaderAreThoseOfTheService() {
        assertReason("system_id_invalid", report(builder -> builder.setSystemId(" ")));
        assertReason("collector_invalid", report(builder -> builder.setCollector("")));
        assertReason(
                "collected_at_in_future",
                report(builder ->
                        builder.setCollectedAt(NOW.plus(Duration.ofMinutes(10)).plusMillis(1))));
        assertReason("collected_at_too_old", report(builder -> builder.setCollectedAt(Instant.EPOCH)));
        for (int seconds : new int[] {0, -1, 59, 2_678_401}) {
            assertReason("next_report_within_s_invalid", report(builder -> builder.setNextReportWithinS(seconds)));
        }
        assertThat(ReportValidation.check(report(builder -> builder.setNextReportWithinS(2_678_400)), 100, NOW))
                .isNull();
    }

    @Test
    void reasonsOfApplicationsAreThoseOfTheService() {
        assertReason("module_id_invalid", application(builder -> builder.setModuleId("a\nb")));
        assertReason("instance_of_invalid", application(builder -> builder.setInstanceOf("x".repeat(101))));
        assertReason("text_too_long", application(builder -> builder.setName("x".repeat(1_001))));
        assertReason("text_too_long", application(builder -> builder.setUrl("x".repeat(2_001))));
        assertReason("text_invalid", application(builder -> builder.setVersion("\0")));
        assertReason("json_invalid", application(builder -> builder.setInventoryData("{")));
        assertReason("json_not_object", application(builder -> builder.setBackupData("[]")));
        assertReason(
                "json_too_large",
                application(builder -> builder.setServicesData("{\"x\":\"" + "x".repeat(1_048_576) + "\"}")));
    }

    @Test
    void reasonsOfTheWholeReportAreThoseOfTheService() {
        ReportedApplication twice = applicationOf(builder -> {});
        assertReason("module_id_duplicate", report(builder -> builder.setApplications(List.of(twice, twice))));
        List<ReportedApplication> many = new ArrayList<>();
        for (int i = 0; i <= 10_000; i++) {
            String id = "m" + i;
            many.add(applicationOf(builder -> builder.setModuleId(id)));
        }
        assertReason("too_many_applications", report(builder -> builder.setApplications(many)));
        ReportValidation.Rejection rejection = ReportValidation.check(report(builder -> {}), 8 * 1024 * 1024 + 1, NOW);
        assertThat(rejection)
                .isNotNull()
                .extracting(ReportValidation.Rejection::reason)
                .isEqualTo("report_too_large");
    }

    private static void assertReason(String reason, InventoryReport report) {
        assertThat(ReportValidation.check(report, 100, NOW))
                .isNotNull()
                .extracting(ReportValidation.Rejection::reason)
                .isEqualTo(reason);
    }

    private static InventoryReport application(Consumer<ReportedApplication.Builder> change) {
        return report(builder -> builder.setApplications(List.of(applicationOf(change))));
    }

    private static ReportedApplication applicationOf(Consumer<ReportedApplication.Builder> change) {
        ReportedApplication.Builder builder =
                ReportedApplication.newBuilder().setModuleId("a").setInstanceOf("package");
        change.accept(builder);
        return builder.build();
    }

    private static InventoryReport report(Consumer<InventoryReport.Builder> change) {
        InventoryReport.Builder builder = InventoryReport.newBuilder()
                .setReportId(UUID.randomUUID())
                .setSystemId("here")
                .setCollector("test/1")
                .setCollectedAt(NOW)
                .setApplications(List.of());
        change.accept(builder);
        return builder.build();
    }
}
