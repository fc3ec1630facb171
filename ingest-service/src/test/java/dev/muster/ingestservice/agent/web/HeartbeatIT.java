package dev.muster.ingestservice.agent.web;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.ingestservice.IngestPipeline;
import dev.muster.inventory.FreshnessState;
import dev.muster.inventory.SystemHeartbeat;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import dev.muster.testing.TopicTail;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatIT {

    private static final SingleObjectCodec<SystemHeartbeat> HEARTBEATS = SingleObjectCodec.of(SystemHeartbeat.class);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final Agent agent = Agent.enrolled(pipeline);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/systems/heartbeat",
                "/systems/heartbeat",
                "/proxy/heartbeat/",
                "/collect/api/systems/heartbeat"
            })
    void heartbeatIsASignOfLife(String path) throws Exception {
        pipeline.publishAndAwaitReceipt(snapshot(agent.systemId(), Instant.now(), application("a", "1")));
        Instant reported = requireNonNull(sightedAt());

        HttpResponse<String> response = post(agent, path, BodyPublishers.noBody());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"code\":200", "\"acknowledged\":true", "\"system_id\":\"" + agent.systemId() + "\"");
        await().until(() -> requireNonNull(sightedAt()).isAfter(reported));
    }

    @Test
    void silentSystemIsActiveWithItsNextHeartbeat() throws Exception {
        pipeline.publishAndAwaitReceipt(snapshot(agent.systemId(), Instant.now(), application("a", "1")));
        pipeline.database()
                .update(
                        "insert into inventory.silent_system (system_id, state, since) values (?, 'MISSING', now())",
                        agent.systemId());

        post(agent, "/api/systems/heartbeat", BodyPublishers.noBody());

        await().untilAsserted(() -> assertThat(pipeline.systemEvents(agent.systemId()))
                .last()
                .satisfies(event -> assertThat(event.getState()).isEqualTo(FreshnessState.ACTIVE))
                .satisfies(event -> assertThat(event.getRevision()).isEqualTo(2)));
    }

    @Test
    void oneRecordIsPublishedInAMinute() throws Exception {
        TopicTail tail =
                new TopicTail(Infrastructure.shared().bootstrapServers(), List.of(Topics.INVENTORY_HEARTBEATS));
        String first =
                post(agent, "/api/systems/heartbeat", BodyPublishers.noBody()).body();
        for (int i = 0; i < 20; i++) {
            assertThat(post(agent, "/systems/heartbeat", BodyPublishers.ofString("{}"))
                            .body())
                    .isEqualTo(first);
        }
        Agent other = Agent.enrolled(pipeline);
        post(other, "/api/systems/heartbeat", BodyPublishers.noBody());

        await().until(() -> heartbeatsOf(tail, other) == 1);
        assertThat(heartbeatsOf(tail, agent)).isEqualTo(1);
    }

    private static long heartbeatsOf(TopicTail tail, Agent agent) {
        return tail.records(Topics.INVENTORY_HEARTBEATS).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(agent.systemId()))
                .count();
    }

    @Test
    void badRequestsAreRefused() throws Exception {
        assertThat(post(agent.withSecret("wrong"), "/api/systems/heartbeat", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(agent.withSystem("unknown"), "/api/systems/heartbeat", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(agent, "/api/systems/heartbeat", BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024]))
                        .statusCode())
                .isEqualTo(413);
        assertThat(CLIENT.send(
                                request(agent, "/api/systems/heartbeat").GET().build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void heartbeatOfASystemWithoutReportsHasNoEffect() throws Exception {
        assertThat(post(agent, "/api/systems/heartbeat", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(200);
        Agent other = Agent.enrolled(pipeline);
        pipeline.publishAndAwaitReceipt(snapshot(other.systemId(), Instant.now(), application("a", "1")));
        Instant reported = requireNonNull(sightedAt(other));
        post(other, "/api/systems/heartbeat", BodyPublishers.noBody());

        await().until(() -> requireNonNull(sightedAt(other)).isAfter(reported));
        assertThat(sightedAt()).isNull();
    }

    @Test
    void badHeartbeatsOnTheTopicBecomeDeadLetters() {
        TopicTail tail = new TopicTail(
                Infrastructure.shared().bootstrapServers(), List.of(Topics.deadLettersOf(Topics.INVENTORY_HEARTBEATS)));
        String system = agent.systemId();
        pipeline.publish(Topics.INVENTORY_HEARTBEATS, system, HEARTBEATS.encode(new SystemHeartbeat("other")));
        pipeline.publish(Topics.INVENTORY_HEARTBEATS, system, HEARTBEATS.encode(new SystemHeartbeat("")));
        pipeline.publish(Topics.INVENTORY_HEARTBEATS, system, new byte[] {1, 2, 3});
        pipeline.publish(Topics.INVENTORY_HEARTBEATS, system, null);

        await().untilAsserted(() -> assertThat(tail.records(Topics.deadLettersOf(Topics.INVENTORY_HEARTBEATS)))
                .filteredOn(letter -> new String(letter.key(), UTF_8).equals(system))
                .extracting(letter -> IngestPipeline.header(letter, "dead-letter-reason"))
                .containsExactly("key_mismatch", "system_id_invalid", "not_single_object", "value_empty"));
    }

    private @Nullable Instant sightedAt() {
        return sightedAt(agent);
    }

    private @Nullable Instant sightedAt(Agent of) {
        List<Timestamp> times = pipeline.database()
                .queryForList(
                        "select sighted_at from inventory.systems where system_id = ?", Timestamp.class, of.systemId());
        return times.isEmpty() ? null : times.get(0).toInstant();
    }

    private HttpResponse<String> post(Agent as, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        return CLIENT.send(request(as, path).POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(Agent as, String path) {
        return HttpRequest.newBuilder(URI.create(pipeline.url() + path)).header("Authorization", as.authorization());
    }
}
