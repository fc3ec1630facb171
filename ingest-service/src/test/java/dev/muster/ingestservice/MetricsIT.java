package dev.muster.ingestservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.DocumentedMetrics;
import dev.muster.testing.Infrastructure;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The metrics of a service that has processed nothing yet. */
class MetricsIT {

    private static final Infrastructure INFRASTRUCTURE = Infrastructure.startOwn();
    private static final IngestPipeline PIPELINE = IngestPipeline.on(INFRASTRUCTURE);

    @AfterAll
    static void stop() {
        PIPELINE.stopService();
        INFRASTRUCTURE.close();
    }

    @Test
    void everyMetricOfThePageIsThereFromTheStartAndNoOther() throws IOException {
        DocumentedMetrics documented = DocumentedMetrics.of("ingest");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(documented.differences(metrics())).isEmpty());
        assertThat(documented.missingCounters(metrics())).isEmpty();
    }

    @Test
    void countersOfDeadLettersAndInputLossesAreThereForEveryTopic() {
        await().untilAsserted(() -> assertThat(metrics())
                .contains(
                        "muster_dead_letters_total{reason=\"application_id_taken\",topic=\"inventory.reports\"} 0.0",
                        "muster_dead_letters_total{reason=\"secret_sha256_invalid\",topic=\"inventory.commands\"} 0.0",
                        "muster_input_losses_total{group=\"muster-inventory-reports\",topic=\"inventory.reports\"} 0.0",
                        "muster_input_lost_records_total{group=\"muster-inventory-commands\","
                                + "topic=\"inventory.commands\"} 0.0"));
    }

    private static String metrics() {
        return PIPELINE.get("/actuator/prometheus").body();
    }
}
