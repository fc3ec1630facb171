package dev.muster.assignmentservice.http.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.RuleSetCommand;
import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.Api.Call;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.OrganizationType;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A service with servers of its own, whose platform's rule set only one test class publishes. */
final class RulesPipeline implements AutoCloseable {

    private static final String SET = "/api/organizations/_platform/rule-set";
    private static final Set<String> FINISHED = Set.of("done", "refused", "superseded");

    final Infrastructure infrastructure = Infrastructure.startOwn();
    final Pipeline pipeline = new Pipeline(infrastructure);
    private final Api api = new Api(pipeline);
    final TestTokens tokens = new TestTokens(pipeline);
    String owner = "";
    String reseller = "";
    String customer = "";

    void tree() {
        owner = pipeline.owner(false);
        reseller = pipeline.register(OrganizationType.RESELLER, owner, false);
        customer = pipeline.register(OrganizationType.CUSTOMER, reseller, false);
    }

    /** A reported application of the type. */
    String application(String type) {
        String id = Pipeline.unique("system") + "_mail1";
        pipeline.inventory().appear(id);
        describe(id, type, "1.0");
        return id;
    }

    void describe(String application, String type, String version) {
        pipeline.inventory()
                .describe(application, "{\"instance_of\": \"" + type + "\", \"version\": \"" + version + "\"}");
        pipeline.sendInventoryEvent(application);
    }

    String rule(String id, String field, String value, String target) {
        return """
                rules:
                  - id: %s
                    match: [{field: %s, op: equals, value: %s}]
                    target: {organization: %s}
                """.formatted(id, field, value, target);
    }

    Call call(String method, String path) {
        return api.call(method, path).bearer(tokens.platformAdministrator());
    }

    Call callAs(String organization, String method, String path) {
        return callWith(tokens.ofWithAll(organization), method, path);
    }

    Call callWith(String token, String method, String path) {
        return api.call(method, path).bearer(token);
    }

    Answer get(String path) {
        return call("GET", path).send();
    }

    /** Publishes the set of the platform in the place of the present one. */
    Answer publish(String document) {
        return put(document, tag());
    }

    /** The entity tag of the platform's set; * when there is none. */
    String tag() {
        Answer present = get(SET);
        return present.status() == 404 ? "*" : present.requiredHeader("ETag");
    }

    Answer put(String document, String tag) {
        return put(document, tag, null);
    }

    Answer put(String document, String tag, @Nullable String planToken) {
        return call("PUT", planToken == null ? SET : SET + "?plan_token=" + planToken)
                .header(tag.equals("*") ? "If-None-Match" : "If-Match", tag)
                .body("application/yaml", document.getBytes(UTF_8))
                .send();
    }

    JsonNode preview(String document) {
        Answer answer = call("POST", SET + "/preview")
                .body("application/yaml", document.getBytes(UTF_8))
                .send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().get("data");
    }

    UUID runOf(Answer accepted) {
        return UUID.fromString(accepted.json().get("data").get("id").stringValue());
    }

    JsonNode awaitDone(Answer accepted) {
        JsonNode run = awaitFinished(accepted);
        assertThat(run.get("state").stringValue()).as(run.toString()).isEqualTo("done");
        return run;
    }

    JsonNode awaitFinished(Answer accepted) {
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        String path = "/api/runs/" + runOf(accepted);
        await().until(() ->
                FINISHED.contains(get(path).json().get("data").get("state").stringValue()));
        return get(path).json().get("data");
    }

    void send(String setKey, String document) {
        pipeline.send(
                Topics.DIRECTORY_COMMANDS,
                setKey.getBytes(UTF_8),
                SingleObjectCodec.of(RuleSetCommand.class)
                        .encode(new RuleSetCommand(
                                UUID.randomUUID(), Instant.now(), "alice", setKey, document, null, null)));
    }

    @Override
    public void close() {
        pipeline.context().close();
        infrastructure.close();
    }
}
