package dev.muster.ingestservice.agent.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.muster.ingestservice.IngestPipeline;
import dev.muster.inventory.SystemCredentialCommand;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.text.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The agent of a system: has a secret and uploads facts. */
final class Agent {

    static final String PATH = "/api/systems/inventory";

    private static final SingleObjectCodec<SystemCredentialCommand> COMMANDS =
            SingleObjectCodec.of(SystemCredentialCommand.class);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = new JsonMapper();

    private final IngestPipeline pipeline;
    private final String systemId;
    private final String secret;

    private Agent(IngestPipeline pipeline, String systemId, String secret) {
        this.pipeline = pipeline;
        this.systemId = systemId;
        this.secret = secret;
    }

    /** An agent of a new system with a valid secret. */
    static Agent enrolled(IngestPipeline pipeline) {
        Agent agent = new Agent(pipeline, "sys_" + UUID.randomUUID(), UUID.randomUUID() + "");
        agent.enroll();
        return agent;
    }

    /** The same system with another secret that is not set yet. */
    Agent withSecret(String other) {
        return new Agent(pipeline, systemId, other);
    }

    /** Another system with the same secret. */
    Agent withSystem(String other) {
        return new Agent(pipeline, other, secret);
    }

    void enroll() {
        command(UUID.randomUUID(), Sha256.hex(secret));
        await().until(() -> hashes().contains(Sha256.hex(secret)));
    }

    void revoke() {
        command(UUID.randomUUID(), null);
        await().until(() -> hashes().isEmpty());
    }

    void command(UUID commandId, @Nullable String sha256) {
        pipeline.publish(
                Topics.INVENTORY_COMMANDS,
                systemId,
                COMMANDS.encode(new SystemCredentialCommand(commandId, Instant.now(), "operator", systemId, sha256)));
    }

    private List<String> hashes() {
        return pipeline.database()
                .queryForList(
                        "select encode(secret_hash, 'hex') from inventory.system_credential"
                                + " where system_id = ? and secret_hash is not null",
                        String.class,
                        systemId);
    }

    String systemId() {
        return systemId;
    }

    String secret() {
        return secret;
    }

    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((systemId + ":" + secret).getBytes(UTF_8));
    }

    HttpResponse<String> post(String body) {
        return post(PATH, HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> post(byte[] body) {
        return post(PATH, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> post(String path, HttpRequest.BodyPublisher body) {
        return send(request(path).header("Content-Type", "application/json").POST(body));
    }

    /** A request with this agent's credentials. */
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", authorization());
    }

    /** A request without credentials. */
    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(pipeline.url() + path));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return MAPPER.readTree(response.body());
    }
}
