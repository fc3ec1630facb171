package dev.muster.ingestservice.agent.web;

import static dev.muster.ingestservice.agent.web.FactsDocument.REAL;
import static dev.muster.ingestservice.agent.web.FactsDocument.with;
import static dev.muster.ingestservice.agent.web.FactsDocument.withFacts;
import static dev.muster.ingestservice.agent.web.FactsDocument.withModule;
import static dev.muster.ingestservice.agent.web.FactsDocument.withModules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.muster.ingestservice.IngestPipeline;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RejectedUploadsIT {

    private static final int MEGABYTE = 1024 * 1024;

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final Agent agent = Agent.enrolled(pipeline);
    private int deadLetters;

    @BeforeAll
    void countRecords() {
        deadLetters = pipeline.deadLetters().size();
    }

    @AfterAll
    void assertNothingWasPublished() {
        assertThat(pipeline.applications(agent.systemId())).isEmpty();
        assertThat(pipeline.deadLetters()).hasSize(deadLetters);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments("body", ""),
                arguments("body", " "),
                arguments("body", "null"),
                arguments("body", "[]"),
                arguments("body", "\"facts\""),
                arguments("body", "{"),
                arguments("body", "{}{}"),
                arguments("body", REAL + "x"),
                arguments("body", "\ufeff" + REAL),
                arguments("body", "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}"),
                arguments("body", "[".repeat(100_000)),
                arguments("body", REAL.replace("\"installation\"", "\"uuid\"")),
                arguments("$schema", with(d -> d.remove("$schema"))),
                arguments("$schema", with(d -> d.put("$schema", "https://schema.org/facts/2023-01.json"))),
                arguments("$schema", with(d -> d.put("$schema", 1))),
                arguments("uuid", with(d -> d.remove("uuid"))),
                arguments("uuid", with(d -> d.putNull("uuid"))),
                arguments("uuid", with(d -> d.put("uuid", "1-2-3-4-5"))),
                arguments("installation", with(d -> d.remove("installation"))),
                arguments("installation", with(d -> d.put("installation", "windows"))),
                arguments("facts", with(d -> d.remove("facts"))),
                arguments("facts", with(d -> d.putNull("facts"))),
                arguments("facts", with(d -> d.putArray("facts"))),
                arguments("facts.modules", withFacts(f -> f.remove("modules"))),
                arguments("facts.modules", withFacts(f -> f.putNull("modules"))),
                arguments("facts.modules", withFacts(f -> f.putObject("modules"))),
                arguments("facts.modules", withFacts(f -> f.put("modules", "[]"))),
                arguments(
                        "facts.modules[0]", withFacts(f -> f.putArray("modules").add(1))),
                arguments(
                        "facts.modules[0]", withFacts(f -> f.putArray("modules").addNull())),
                arguments(
                        "facts.modules[0].id",
                        withFacts(f -> f.putArray("modules").addObject())),
                arguments("facts.modules[0].id", withModule(m -> m.putNull("id"))),
                arguments("facts.modules[0].id", withModule(m -> m.put("id", 7))),
                arguments("facts.modules[0].id", withModule(m -> m.putObject("id"))),
                arguments("facts.modules[0].id", withModule(m -> m.put("id", " "))),
                arguments("facts.modules[0].id", withModule(m -> m.put("id", "x".repeat(101)))),
                arguments("facts.modules[0].id", withModule(m -> m.put("id", "a\u0000b"))),
                arguments("facts.modules[0].id", withModule(m -> m.put("id", "a\nb"))),
                arguments("facts.modules[0].id", REAL.replace("\"mail1\"", "\"mail\\ud800\"")),
                arguments("facts.modules[1].id", REAL.replace("\"traefik1\"", "\"mail1\"")),
                arguments("facts.modules[0].module", withModule(m -> m.put("module", " "))),
                arguments("facts.modules[0].module", withModule(m -> m.put("module", 1))),
                arguments("facts.modules[0].name", withModule(m -> m.put("name", false))),
                arguments("facts.modules[0].name", withModule(m -> m.put("name", "a\u0000b"))),
                arguments("facts.modules[0].name", REAL.replace("\"Mail\"", "\"\\udc00\"")),
                arguments("facts.modules[0].source", withModule(m -> m.put("source", "s".repeat(1_001)))),
                arguments("facts.modules[0].version", withModule(m -> m.put("version", 1.5))),
                arguments("facts.modules[0].ui_name", withModule(m -> m.putArray("ui_name"))),
                arguments("facts.modules[0].ui_name", withModule(m -> m.put("ui_name", "u".repeat(1_001)))),
                arguments("facts.modules[0].node", withModule(m -> m.put("node", "first"))),
                arguments("facts.modules[0].node", withModule(m -> m.put("node", "-1"))),
                arguments("facts.modules[0].node", withModule(m -> m.put("node", 12345678901L))),
                arguments("facts.modules[0].node", withModule(m -> m.put("node", 1.5))),
                arguments("facts.modules[0]", REAL.replace("\"certification_level\"", "\"node\"")),
                arguments("facts.modules", withModule(m -> m.put("own", "a\u0000b"))),
                arguments("facts.modules", REAL.replace("12345.6", "1").replace("1.50", "1e99999")),
                arguments("facts.modules", withModule(m -> m.put("own", "x".repeat(MEGABYTE)))),
                arguments("facts.modules", withModules(10_001)),
                arguments("facts.nodes", withFacts(f -> f.putArray("nodes"))),
                arguments("facts.nodes.1", withFacts(f -> f.putObject("nodes").put("1", "leader"))),
                arguments(
                        "facts.nodes.1.ui_name",
                        withFacts(f -> f.putObject("nodes").putObject("1").put("ui_name", 1))),
                arguments("facts.nodes", REAL.replace("\"2\": {", "\"1\": {")),
                arguments("facts.cluster", withFacts(f -> f.put("cluster", "acme"))),
                arguments(
                        "facts.cluster.fqdn",
                        withFacts(f -> f.putObject("cluster").put("fqdn", 1))),
                arguments(
                        "facts.cluster.fqdn",
                        withFacts(f -> f.putObject("cluster").put("fqdn", "evil.example.com/x?"))));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void invalidDocumentIsRejectedWithTheFieldName(String key, String document) {
        assertInvalid(key, agent.post(document));
    }

    @Test
    void rejectsBytesThatAreNotUtf8Anywhere() {
        assertInvalid("body", agent.post(REAL.getBytes(StandardCharsets.UTF_16)));
        assertInvalid("body", agent.post(REAL.getBytes(StandardCharsets.UTF_16LE)));
        assertInvalid("body", agent.post(REAL.getBytes(StandardCharsets.ISO_8859_1)));
        assertInvalid("body", agent.post(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'}));
        assertInvalid(
                "body", agent.post(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'}));
        assertInvalid("body", agent.post(new byte[] {0}));
    }

    @Test
    void truncatesTheInvalidValueInTheResponse() {
        HttpResponse<String> response = agent.post(withModule(module -> module.put("node", "first".repeat(100))));

        JsonNode error = Agent.json(response).path("data").path("errors").path(0);
        assertThat(error.path("value").asString()).hasSize(100).startsWith("firstfirst");
        assertThat(error.path("message").asString()).isEqualTo("is not the number of a node");
    }

    @Test
    void acceptsBodiesUpToTenMegabytes() {
        assertThat(agent.post(padded(10 * MEGABYTE)).statusCode()).isEqualTo(202);
        assertTooLarge(agent.post(padded(10 * MEGABYTE + 1)));
        assertTooLarge(agent.post(
                Agent.PATH,
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(padded(10 * MEGABYTE + 1)))));
    }

    @Test
    void rejectsDocumentsWhoseReportIsTooLarge() {
        String document = withFacts(facts -> {
            for (int i = 0; i < 9; i++) {
                facts.withArray("modules")
                        .addObject()
                        .put("id", "m" + i)
                        .put("module", "m")
                        .put("own", "x".repeat(1_000_000));
            }
        });

        assertTooLarge(agent.post(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void otherPathsAreNotFoundWhateverTheMethod(String method) {
        HttpResponse<String> response =
                Agent.send(agent.request("/api/systems/nothing").method(method, HttpRequest.BodyPublishers.noBody()));

        assertAnswer(404, response);
        assertThat(response.headers().firstValue("Allow")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void acceptsOnlyPost(String method) {
        HttpResponse<String> response = Agent.send(agent.request(Agent.PATH)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(REAL)));

        assertAnswer(405, response);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/json; charset=no-such",
                "application/*",
                "json"
            })
    void acceptsOnlyJsonInUtf8(String type) {
        assertAnswer(
                415,
                Agent.send(agent.request(Agent.PATH)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(REAL))));
    }

    @Test
    void rejectsBodiesWithoutContentTypeOrWithContentEncoding() {
        assertAnswer(415, Agent.send(agent.request(Agent.PATH).POST(HttpRequest.BodyPublishers.ofString(REAL))));
        assertAnswer(
                415,
                Agent.send(agent.request(Agent.PATH)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofString(REAL))));
    }

    private static byte[] padded(int size) {
        byte[] document = FactsDocument.with(d -> {
                    d.put("installation", "nethsecurity");
                    d.putObject("facts");
                })
                .getBytes(UTF_8);
        byte[] padded = Arrays.copyOf(document, size);
        Arrays.fill(padded, document.length, size, (byte) ' ');
        return padded;
    }

    private static void assertInvalid(String key, HttpResponse<String> response) {
        assertAnswer(400, response);
        JsonNode answer = Agent.json(response);
        assertThat(answer.path("message").asString()).isEqualTo("validation failed");
        assertThat(answer.path("data").path("type").asString()).isEqualTo("validation_error");
        JsonNode errors = answer.path("data").path("errors");
        assertThat(errors.size()).isEqualTo(1);
        assertThat(errors.path(0).path("key").asString()).as(response.body()).isEqualTo(key);
        assertThat(errors.path(0).path("message").asString()).isNotBlank();
        assertThat(errors.path(0).path("value").isString()).isTrue();
    }

    private static void assertTooLarge(HttpResponse<String> response) {
        assertAnswer(413, response);
        assertThat(Agent.json(response).path("data").path("max_bytes").asInt()).isEqualTo(10 * MEGABYTE);
    }

    private static void assertAnswer(int code, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(code);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(Agent.json(response).path("code").asInt()).isEqualTo(code);
        assertThat(Agent.json(response).path("message").asString()).isNotBlank();
        assertThat(Agent.json(response).path("data").isObject()).isTrue();
    }
}
