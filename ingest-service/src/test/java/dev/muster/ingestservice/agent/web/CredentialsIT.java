package dev.muster.ingestservice.agent.web;

import static dev.muster.ingestservice.agent.web.FactsDocument.REAL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.ingestservice.IngestPipeline;
import dev.muster.inventory.SystemCredentialCommand;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.text.Sha256;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class CredentialsIT {

    private static final SingleObjectCodec<SystemCredentialCommand> COMMANDS =
            SingleObjectCodec.of(SystemCredentialCommand.class);
    private static final String HASH = "0".repeat(64);

    private final IngestPipeline pipeline = IngestPipeline.shared();

    @Test
    void rejectsRequestsWithoutCredentials() {
        Agent agent = Agent.enrolled(pipeline);

        assertRejected(Agent.send(agent.anonymous(Agent.PATH)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(REAL))));
    }

    @Test
    void acceptsOnlyTheSecretOfTheSystem() {
        Agent agent = Agent.enrolled(pipeline);
        Agent other = Agent.enrolled(pipeline);

        assertRejected(agent.withSecret("wrong").post(REAL));
        assertRejected(agent.withSecret("").post(REAL));
        assertRejected(agent.withSecret(agent.secret() + "x").post(REAL));
        assertRejected(agent.withSecret(other.secret()).post(REAL));
        assertRejected(agent.withSystem("nobody").post(REAL));
        assertRejected(agent.withSystem(agent.systemId().toUpperCase(java.util.Locale.ROOT))
                .post(REAL));
        // The stored hash is not a valid secret.
        assertRejected(agent.withSecret(Sha256.hex(agent.secret())).post(REAL));
        assertThat(agent.post(REAL).statusCode()).isEqualTo(202);
    }

    @Test
    void delaysTooManyWrongSecretsOfOneSystemButTakesTheRightOne() {
        Agent agent = Agent.enrolled(pipeline);
        for (int i = 0; i < 10; i++) {
            assertRejected(agent.withSecret("wrong").post(REAL));
        }

        HttpResponse<String> delayed = agent.withSecret("wrong").post(REAL);

        assertThat(delayed.statusCode()).isEqualTo(429);
        assertThat(delayed.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
        assertThat(agent.post(REAL).statusCode()).isEqualTo(202);
        assertRejected(Agent.enrolled(pipeline).withSecret("wrong").post(REAL));
    }

    @Test
    void failedLoginIsLoggedWithItsSystemAndRequestId(CapturedOutput output) {
        Agent agent = Agent.enrolled(pipeline).withSecret("wrong");
        String requestId = "try-" + agent.systemId();

        // Again after a second, since other tests may have written as many lines as one may have.
        await().untilAsserted(() -> {
            HttpResponse<String> refused = Agent.send(agent.request(Agent.PATH)
                    .header("X-Request-ID", requestId)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(REAL)));
            assertThat(refused.headers().firstValue("X-Request-ID")).hasValue(requestId);
            assertThat(output.getAll().lines().filter(line -> line.contains("actor=" + agent.systemId())))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains("security event login_", "request_id=" + requestId));
        });
    }

    @Test
    void rejectsCredentialsThatAreNotUtf8() {
        Agent agent = Agent.enrolled(pipeline).withSystem("m\ufffdller_" + UUID.randomUUID());
        agent.enroll();
        byte[] latin1 = (agent.systemId().replace('\ufffd', '\u00fc') + ":" + agent.secret()).getBytes(ISO_8859_1);

        assertThat(agent.post(REAL).statusCode()).isEqualTo(202);
        assertRejected(Agent.send(agent.anonymous(Agent.PATH)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(latin1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(REAL))));
    }

    @Test
    void revokedSecretIsRejectedWithinASecond() {
        Agent agent = Agent.enrolled(pipeline);
        assertThat(agent.post(REAL).statusCode()).isEqualTo(202);

        agent.command(UUID.randomUUID(), null);

        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertRejected(agent.post(REAL)));
    }

    @Test
    void newSecretReplacesTheOldOne() {
        Agent old = Agent.enrolled(pipeline);
        Agent rotated = old.withSecret("another");

        rotated.enroll();

        assertRejected(old.post(REAL));
        assertThat(rotated.post(REAL).statusCode()).isEqualTo(202);
    }

    @Test
    void repeatedCommandDoesNotRestoreARevokedSecret() {
        Agent agent = Agent.enrolled(pipeline);
        UUID commandId = UUID.randomUUID();
        String hash = Sha256.hex("another");
        agent.command(commandId, hash);
        await().until(() -> agent.withSecret("another").post(REAL).statusCode() == 202);
        agent.revoke();

        agent.command(commandId, hash);
        // Published after it, so that the first one has been processed.
        pipeline.publish(Topics.INVENTORY_COMMANDS, agent.systemId(), new byte[] {1});
        await().until(() -> pipeline.deadCommands().stream()
                .anyMatch(letter ->
                        java.util.Arrays.equals(letter.key(), agent.systemId().getBytes(UTF_8))));

        assertRejected(agent.withSecret("another").post(REAL));
        assertThat(pipeline.database()
                        .queryForList(
                                "select action from inventory.system_credential_command"
                                        + " where system_id = ? order by recorded_at",
                                String.class,
                                agent.systemId()))
                .containsExactly("create", "create", "revoke");
    }

    @Test
    void revokingAMissingSecretHasNoEffect() {
        Agent agent = Agent.enrolled(pipeline).withSystem("sys_" + UUID.randomUUID());
        agent.revoke();
        agent.enroll();

        assertThat(agent.post(REAL).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic bm9jb2xvbg==",
                "Basic /////w==",
                "Basic OmE=",
                "Basic AGE6YgA=",
                "Bearer abc",
                "Digest username=\"a\""
            })
    void rejectsMalformedAuthorizationHeaders(String header) {
        Agent agent = Agent.enrolled(pipeline);

        assertRejected(Agent.send(agent.anonymous(Agent.PATH)
                .header("Authorization", header)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(REAL))));
    }

    @Test
    void rejectsSystemIdsThatTheDatabaseCannotStore() {
        Agent agent = Agent.enrolled(pipeline);

        assertRejected(agent.withSystem("a\0b").post(REAL));
        assertRejected(agent.withSystem("a".repeat(1_000)).post(REAL));
        assertRejected(agent.withSystem("\ud83d\ude00").post(REAL));
    }

    @Test
    void apiRequiresCredentialsAndHealthDoesNot() {
        Agent agent = Agent.enrolled(pipeline);

        assertThat(pipeline.get("/api/anything").statusCode()).isEqualTo(401);
        assertThat(Agent.send(agent.request("/api/anything").GET()).statusCode())
                .isEqualTo(404);
        assertThat(pipeline.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(pipeline.get("/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(pipeline.get("/actuator/prometheus").headers().map()).doesNotContainKey("Set-Cookie");
    }

    @Test
    void credentialsMayHaveAnyUnicodeCharacter() {
        Agent agent =
                Agent.enrolled(pipeline).withSystem("sÿs_" + UUID.randomUUID()).withSecret("pä:ß\u20ac");
        agent.enroll();

        assertThat(agent.post(REAL).statusCode()).isEqualTo(202);
        assertThat(Agent.send(agent.anonymous(Agent.PATH)
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                (agent.systemId() + ":pä:ß\u20ac").getBytes(UTF_8)))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(REAL)))
                        .statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "a:b, a:b, op, 2026-01-01T00:00:00Z, 64, system_id_invalid",
                "' ', ' ', op, 2026-01-01T00:00:00Z, 64, system_id_invalid",
                "same, same, ' ', 2026-01-01T00:00:00Z, 64, issued_by_invalid",
                "same, same, op, 1999-01-01T00:00:00Z, 64, issued_at_invalid",
                "same, same, op, +12026-01-01T00:00:00Z, 64, issued_at_invalid",
                "same, same, op, 2026-01-01T00:00:00Z, 63, secret_sha256_invalid",
                "same, other, op, 2026-01-01T00:00:00Z, 64, key_mismatch",
                "same, -, op, 2026-01-01T00:00:00Z, 64, key_missing",
            })
    void invalidCommandGoesToTheDeadLetters(
            String system, @Nullable String key, String by, Instant at, int digits, String reason) {
        UUID id = UUID.randomUUID();
        byte[] value = COMMANDS.encode(new SystemCredentialCommand(id, at, by, system, HASH.substring(0, digits)));

        pipeline.publish(Topics.INVENTORY_COMMANDS, key, value);

        await().untilAsserted(() -> assertThat(pipeline.deadCommands())
                .filteredOn(
                        letter -> letter.value() != null && new String(letter.value(), UTF_8).contains(id.toString()))
                .singleElement()
                .satisfies(letter -> assertThat(IngestPipeline.header(letter, "dead-letter-reason"))
                        .isEqualTo(reason)));
        assertThat(pipeline.database()
                        .queryForList("select 1 from inventory.system_credential_command where command_id = ?", id))
                .isEmpty();
    }

    private static void assertRejected(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValue("Basic realm=\"muster\", charset=\"UTF-8\"");
        assertThat(response.headers().map()).doesNotContainKey("set-cookie");
        assertThat(Agent.json(response))
                .isEqualTo(new JsonMapper().readTree("{\"code\":401,\"message\":\"invalid credentials\",\"data\":{}}"));
    }
}
