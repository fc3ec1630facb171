package dev.muster.ingestservice.agent.web;

import static dev.muster.ingestservice.agent.web.FactsDocument.REAL;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.ingestservice.IngestPipeline;
import dev.muster.testing.Infrastructure;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadFaultsIT {

    private static final int MEGABYTE = 1024 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private @Nullable Infrastructure servers;
    private @Nullable IngestPipeline pipeline;

    @BeforeAll
    void startServers() {
        servers = Infrastructure.startOwn();
        pipeline = IngestPipeline.on(servers);
    }

    @AfterAll
    void stopServers() {
        if (pipeline != null) {
            pipeline.stopService();
        }
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void retryAfterAKafkaOutageIsIngestedOnce() {
        Agent agent = Agent.enrolled(pipeline());
        String document = FactsDocument.withModules(3);
        servers().stopBroker();
        try {
            assertUnavailable(agent.post(document));
        } finally {
            servers().startBroker();
        }

        HttpResponse<String> retry =
                await().atMost(TIMEOUT).until(() -> agent.post(document), response -> response.statusCode() == 202);

        assertThat(Agent.json(retry).path("data").path("applications").asInt()).isEqualTo(3);
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(pipeline().applications(agent.systemId())).hasSize(3));
        assertThat(pipeline()
                        .database()
                        .queryForObject(
                                "select count(*) from inventory.received_report join inventory.system"
                                        + " using (system_number) where system_id = ?",
                                Integer.class,
                                agent.systemId()))
                .isEqualTo(1);
    }

    @Test
    void databaseOutageIsUnavailableAndNotUnauthorized() {
        Agent agent = Agent.enrolled(pipeline());
        servers().stopDatabase();
        try {
            assertUnavailable(agent.post(REAL));
        } finally {
            servers().startDatabase();
        }

        await().atMost(TIMEOUT).until(() -> agent.post(REAL).statusCode() == 202);
    }

    @Test
    void uploadIsUnavailableUntilAStalledOneTimesOut() throws Exception {
        pipeline().stopService();
        pipeline().startService(List.of("MUSTER_UPLOADS_MEMORY=10MB"));
        Agent agent = Agent.enrolled(pipeline());
        Agent stalled = Agent.enrolled(pipeline());
        SlowUpload slow = SlowUpload.start(pipeline().url(), stalled.authorization(), 10 * MEGABYTE, 10 * MEGABYTE - 1);
        try {
            await().untilAsserted(() -> assertUnavailable(agent.post(REAL)));

            await().atMost(TIMEOUT).until(() -> agent.post(REAL).statusCode() == 202);
            assertThat(slow.status()).isEqualTo("HTTP/1.1 408");
        } finally {
            slow.close();
        }
        pipeline().stopService();
        pipeline().startService(List.of());
    }

    @Test
    void stalledUploadsDoNotBlockOtherSystems() throws Exception {
        pipeline().stopService();
        pipeline().startService(List.of("MUSTER_UPLOADS_MEMORY=10MB"));
        Agent agent = Agent.enrolled(pipeline());
        Agent stalled = Agent.enrolled(pipeline());
        try (SlowUpload slow = SlowUpload.start(pipeline().url(), stalled.authorization(), 10 * MEGABYTE, 1);
                SlowUpload another = SlowUpload.start(pipeline().url(), stalled.authorization(), 10 * MEGABYTE, 1)) {
            await().untilAsserted(() -> assertUnavailable(stalled.post(REAL)));

            assertThat(agent.post(REAL).statusCode()).isEqualTo(202);
            assertThat(List.of(slow, another)).noneMatch(SlowUpload::isAnswered);
        }
        await().atMost(TIMEOUT).until(() -> stalled.post(REAL).statusCode() == 202);
        pipeline().stopService();
        pipeline().startService(List.of());
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(Agent.json(response).path("code").asInt()).isEqualTo(503);
        assertThat(Agent.json(response).path("data").isObject()).isTrue();
    }

    private IngestPipeline pipeline() {
        return requireNonNull(pipeline);
    }

    private Infrastructure servers() {
        return requireNonNull(servers);
    }
}
