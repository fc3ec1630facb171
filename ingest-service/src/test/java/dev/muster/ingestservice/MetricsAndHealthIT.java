package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.partial;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.InventoryReport;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

class MetricsAndHealthIT {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String system = "metrics-" + UUID.randomUUID();
    private final Instant now = Instant.now();

    @Test
    void countsReportsByResult() {
        assertCounts("muster_reports_total{result=\"applied\"}", snapshot(system, now, application("a", "1")));
        InventoryReport.Builder again = snapshot(system, now.plusSeconds(1), application("a", "1"));
        assertCounts("muster_reports_total{result=\"unchanged\"}", again);
        assertCounts("muster_reports_total{result=\"duplicate\"}", again);
        assertCounts("muster_reports_late_total", snapshot(system, now.minusSeconds(1), application("a", "1")));
        assertCounts("muster_reports_total{result=\"rejected\"}", partial(system, now, application("", "1")));
        assertCounts(
                "muster_dead_letters_total{reason=\"module_id_invalid\",topic=\"inventory.reports\"}",
                partial(system, now, application("", "1")));
        assertCounts("muster_applications_changes_total{change=\"removed\"}", snapshot(system, now.plusSeconds(2)));
    }

    @Test
    void countsUnreadableReportsAsRejected() {
        double before = metric("muster_reports_total{result=\"rejected\"}");

        pipeline.publish(Topics.INVENTORY_REPORTS, system, new byte[] {1});

        await().until(() -> metric("muster_reports_total{result=\"rejected\"}") > before);
    }

    @Test
    void measuresLagDurationsAndTheOutbox() {
        pipeline.publishAndAwaitReceipt(snapshot(system, now, application("a", "1")));

        String metrics = metrics();

        assertThat(metrics)
                .contains("kafka_consumer_fetch_manager_records_lag")
                .contains("muster_poll_duration_seconds_count{topic=\"inventory.reports\"}")
                .contains("muster_poll_records_sum{topic=\"inventory.reports\"}")
                .contains("muster_outbox_depth")
                .contains("muster_outbox_oldest_age");
        await().until(() ->
                metrics().lines().anyMatch(line -> line.startsWith("muster_outbox_depth") && line.endsWith(" 0.0")));
    }

    @Test
    void isAliveAndReadyWhileRunning() {
        assertThat(pipeline.isReady()).isTrue();
        assertThat(pipeline.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void stoppedListenerIsDownButTheServiceStaysReady() {
        MessageListenerContainer commands = requireNonNull(pipeline.context()
                .getBean(KafkaListenerEndpointRegistry.class)
                .getListenerContainer("inventory-commands"));
        commands.stop();
        try {
            assertThat(pipeline.get("/actuator/health/pipeline").statusCode()).isEqualTo(503);
            assertThat(pipeline.isReady()).isTrue();
            assertThat(pipeline.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        } finally {
            commands.start();
        }
        await().until(() -> pipeline.get("/actuator/health/pipeline").statusCode() == 200);
    }

    @Test
    void exposesOnlyHealthAndMetrics() {
        for (String path : new String[] {"env", "beans", "heapdump", "shutdown", "configprops"}) {
            assertThat(pipeline.get("/actuator/" + path).statusCode()).isEqualTo(404);
        }
    }

    private void assertCounts(String metric, InventoryReport.Builder report) {
        double before = metric(metric);
        pipeline.publishAndAwaitReceipt(report);
        await().untilAsserted(() -> assertThat(metric(metric)).as(metric).isEqualTo(before + 1));
    }

    private double metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble)
                .sum();
    }

    private String metrics() {
        return pipeline.get("/actuator/prometheus").body();
    }
}
