package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

class ServiceIT {

    private final Pipeline pipeline = Pipeline.shared();

    @Test
    void stoppedListenerIsUnhealthyWhileHttpKeepsServing() {
        ConcurrentMessageListenerContainer<?, ?> listener =
                pipeline.context().getBean("directoryCommandListener", ConcurrentMessageListenerContainer.class);
        await().until(() -> get("/actuator/health/pipeline").statusCode() == 200);

        listener.stop();
        try {
            assertThat(get("/actuator/health/pipeline").statusCode()).isEqualTo(503);
            assertThat(get("/actuator/health/pipeline/listeners").body()).contains("muster-directory-commands");
            assertThat(metrics()).contains("muster_pipeline_up{check=\"listeners\"} 0.0");
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        } finally {
            listener.start();
        }
        await().until(() -> get("/actuator/health/pipeline").statusCode() == 200);
    }

    @Test
    void everyMetricIsExposed() {
        pipeline.decide(assign(pipeline.application(), pipeline.owner(false)));
        pipeline.send("assignment.commands", new byte[] {1}, new byte[] {1});
        await().until(() -> metrics().contains("reason=\"not_single_object\""));

        assertThat(metrics())
                .contains("muster_commands_total{outcome=\"applied\"}")
                .contains("muster_directory_commands_total{result=\"applied\"}")
                .contains("muster_dead_letters_total{reason=\"not_single_object\",topic=\"assignment.commands\"}")
                .contains("muster_waiting_commands ")
                .contains("muster_batch_duration_seconds_count{listener=\"assignment-commands\",result=\"committed\"}")
                .contains("muster_outbox_depth_messages ")
                .contains("muster_outbox_oldest_age_seconds ")
                .contains("kafka_consumer_fetch_manager_records_lag_max");
    }

    private String metrics() {
        return get("/actuator/prometheus").body();
    }

    private HttpResponse<String> get(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(pipeline.http(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
