package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.OrganizationType;
import dev.muster.inventory.FreshnessState;
import dev.muster.testing.Infrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples of the description, sent as they stand there, to a service that has what they speak of. */
class ExamplesIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String REVOKED_TOKEN = "3f1e6b52-0c51-4a8e-9f57-6f2f0a4f7a10";

    private static final String PUBLISH = "3f1e6b52-0c51-4a8e-9f57-6f2f0a4f7a11";

    /** Of its own: other tests have organizations and applications of the same names. */
    private static final Infrastructure INFRASTRUCTURE = Infrastructure.startOwn();

    private static final Pipeline PIPELINE = new Pipeline(INFRASTRUCTURE);
    private static String revokedToken = REVOKED_TOKEN;

    static Stream<Arguments> examples() {
        return controllers().stream()
                .flatMap(controller -> examplesOf(controller).properties().stream()
                        .filter(one -> one.getValue().has("method"))
                        .map(one -> Arguments.of(controller.getSimpleName() + "." + one.getKey(), one.getValue())));
    }

    static Stream<Arguments> streams() {
        return controllers().stream()
                .flatMap(controller -> examplesOf(controller).properties().stream())
                .filter(one -> one.getValue().has("streams"))
                .flatMap(one -> one.getValue().get("streams").properties().stream())
                .map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @BeforeAll
    static void whatTheExamplesSpeakOf() {
        Api api = new Api(PIPELINE);
        String token = new TestTokens(PIPELINE).platformAdministrator();
        PIPELINE.register("akkbs6x2wo82", OrganizationType.CUSTOMER, PIPELINE.owner(true), false);
        PIPELINE.change("akkbs6x2wo82", change -> change.setName("ACME Corp").setLabel("acme"));
        for (String id : List.of("org_dist001", "2f0bb84e-5229-4dd4-b053-855910833d2a")) {
            PIPELINE.register(id, OrganizationType.DISTRIBUTOR, PIPELINE.owner(true), false);
        }
        for (String id : List.of("org_to_delete1", "org_to_delete2", "org_to_delete3")) {
            PIPELINE.register(id, OrganizationType.OWNER, null, false);
        }
        for (String id : List.of(
                "sys_abc123_mail1",
                "sys_abc123_pbx1",
                "sys_abc123_fax1",
                "my_application",
                "sys_moving_mail1",
                "sys_export_mail1")) {
            PIPELINE.inventory().appear(id);
            PIPELINE.sendInventoryEvent(id);
        }
        for (String system : List.of("my", "sys_abc123", "sys_moving", "sys_export")) {
            PIPELINE.publishSystem(system, FreshnessState.ACTIVE);
        }
        for (String user : List.of("uaa-id-301", "uaa-id-302", "uaa-id-303")) {
            api.post("/v2/users")
                    .bearer(token)
                    .json("{\"guid\":\"" + user + "\"}")
                    .send();
            api.put("/v2/users/" + user + "/organizations/akkbs6x2wo82")
                    .bearer(token)
                    .send();
        }
        api.post("/api/organizations/org_dist001/applications")
                .bearer(token)
                .json("{\"applicationIds\":[\"sys_abc123_pbx1\",\"sys_moving_mail1\"]}")
                .send();
        for (String application : List.of("sys_abc123_mail1", "sys_abc123_pbx1", "sys_export_mail1")) {
            api.patch("/api/applications/" + application + "/assign")
                    .bearer(token)
                    .json("{\"organization_id\":\"akkbs6x2wo82\"}")
                    .send();
        }
        api.put("/api/organizations/org_dist001/rule-set")
                .bearer(token)
                .header("If-None-Match", "*")
                .header("Idempotency-Key", PUBLISH)
                .json("{\"rules\":[{\"id\":\"mail\",\"match\":[{\"field\":\"instance_of\",\"op\":\"equals\","
                        + "\"value\":\"mail-of-nobody\"}],\"target\":{\"organization\":\"org_dist001\"}}]}")
                .send();
        await().until(() ->
                api.get("/api/runs/" + PUBLISH).bearer(token).send().body().contains("\"done\""));
        revokedToken = api.post("/api/tokens")
                .bearer(token)
                .json("{\"name\":\"to be revoked\",\"organization_id\":\"akkbs6x2wo82\",\"scopes\":[\"read:users\"],"
                        + "\"expires_in_days\":1}")
                .send()
                .json()
                .at("/data/id")
                .stringValue();
    }

    @AfterAll
    static void stop() {
        PIPELINE.context().close();
        INFRASTRUCTURE.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void exampleHasTheDescribedResponse(String name, JsonNode example) {
        Api.Call call = new Api(PIPELINE)
                .call(
                        example.get("method").stringValue(),
                        example.get("path").stringValue().replace(REVOKED_TOKEN, revokedToken))
                .bearer(new TestTokens(PIPELINE).platformAdministrator());
        if (example.has("headers")) {
            example.get("headers")
                    .properties()
                    .forEach(one -> call.header(one.getKey(), one.getValue().stringValue()));
        }
        if (example.has("request")) {
            call.json(example.get("request").toString());
        }

        Api.Answer answer = call.send();

        assertThat(answer.status())
                .as(answer.toString())
                .isEqualTo(example.get("status").intValue());
        if (example.has("response")) {
            assertThat(DocumentShape.of(example.get("response"))
                            .nullable(
                                    "limits[].icon",
                                    "results[].limits[].icon",
                                    "data.tokens[].organization_id",
                                    "data.tokens[].first_used_at",
                                    "data.finished_at",
                                    "data.runs[].finished_at")
                            .differences(answer.json()))
                    .as(answer.toString())
                    .isEmpty();
        } else {
            assertThat(answer.body()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void exampleOfAnotherTypeHasTheDescribedResponse(String type, JsonNode example) {
        Api.Answer answer = new Api(PIPELINE)
                .get(example.get("path").stringValue())
                .bearer(new TestTokens(PIPELINE).platformAdministrator())
                .header("Accept", type)
                .send();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.requiredHeader("Content-Type")).startsWith(type);
        String described = example.get("body").stringValue();
        if (type.equals("text/csv")) {
            assertThat(Csv.read(answer.body())).hasSameSizeAs(Csv.read(described));
            assertThat(Csv.read(answer.body()).get(0))
                    .isEqualTo(Csv.read(described).get(0));
        } else {
            assertThat(answer.body()).hasLineCount((int) described.lines().count());
            assertThat(DocumentShape.of(JSON.readTree(described)).differences(answer.json()))
                    .isEmpty();
        }
    }

    @Test
    void everyRouteHasAnExample() {
        Set<String> without = new HashSet<>();
        Routes.of(PIPELINE).values().forEach(handler -> {
            if (!examplesOf(handler.getBeanType()).has(handler.getMethod().getName())) {
                without.add(handler.getShortLogMessage());
            }
        });

        assertThat(without).isEmpty();
    }

    private static Collection<Class<?>> controllers() {
        return Routes.of(PIPELINE).values().stream()
                .<Class<?>>map(HandlerMethod::getBeanType)
                .distinct()
                .toList();
    }

    private static JsonNode examplesOf(Class<?> controller) {
        try (InputStream in =
                ExamplesIT.class.getResourceAsStream("/openapi/" + controller.getSimpleName() + ".json")) {
            return in == null ? JSON.valueToTree(Map.of()) : JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
