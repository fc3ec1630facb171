package dev.muster.assignmentservice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api;
import dev.muster.testing.DocumentedMetrics;
import dev.muster.testing.Infrastructure;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The metrics of a service that has processed nothing yet. */
class MetricsIT {

    private static final Infrastructure INFRASTRUCTURE = Infrastructure.startOwn();
    private static final Pipeline PIPELINE = new Pipeline(INFRASTRUCTURE);

    @AfterAll
    static void stop() {
        PIPELINE.context().close();
        INFRASTRUCTURE.close();
    }

    @Test
    void everyMetricOfThePageIsThereFromTheStartAndNoOther() throws IOException {
        DocumentedMetrics documented = DocumentedMetrics.of("assignment");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(documented.differences(metrics())).isEmpty());
        assertThat(documented.missingCounters(metrics())).isEmpty();
    }

    @Test
    void countersOfDeadLettersAndInputLossesAreThereForEveryTopic() {
        await().untilAsserted(() -> assertThat(metrics())
                .contains(
                        "muster_dead_letters_total{reason=\"label_taken\",topic=\"directory.commands\"} 0.0",
                        "muster_dead_letters_total{reason=\"credentials_missing\",topic=\"assignment.commands\"} 0.0",
                        "muster_dead_letters_total{reason=\"key_missing\",topic=\"inventory.applications\"} 0.0",
                        "muster_input_losses_total{group=\"muster-assignment-commands\","
                                + "topic=\"assignment.commands\"} 0.0",
                        "muster_input_lost_records_total{group=\"muster-application-lists\","
                                + "topic=\"inventory.applications\"} 0.0"));
    }

    private static String metrics() {
        return new Api(PIPELINE).get("/actuator/prometheus").send().body();
    }
}
