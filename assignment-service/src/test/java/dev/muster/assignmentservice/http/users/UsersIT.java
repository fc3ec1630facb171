package dev.muster.assignmentservice.http.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.ContractDocument;
import dev.muster.assignmentservice.http.Shape;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.pipeline.Members;
import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersIT {

    private final Api api = Api.shared();
    private final Members members = Members.shared();
    private final String organization = Pipeline.shared().owner(false);
    private final String token = TestTokens.shared().ofWithAll(organization);
    private final String guid = Pipeline.unique("uaa-id");

    @Test
    void newUserGetsTheHomeOrganizationOfTheCaller() {
        Answer made = post("{\"guid\":\"" + guid + "\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/v2/users/" + guid);
        assertThat(made.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
        assertThat(Shape.of(made.json()))
                .isEqualTo(Shape.of(ContractDocument.of("user-organization").jsonBehind("Body")));
        Answer read = api.get("/v2/users/" + guid + "/").bearer(token).send();
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(made.body());
        await().until(() -> members.userEvents(guid).size() == 1);
        assertThat(members.userEvents(guid).get(0).getAfter().getHomeOrganizationId())
                .isEqualTo(organization);
        assertThat(members.userEvents(guid).get(0).getCause().getActor()).startsWith("token:test");
    }

    @Test
    void guidsAreUnique() {
        post("{\"guid\":\"" + guid + "\"}");

        for (String again : new String[] {token, TestTokens.shared().platformAdministrator()}) {
            Answer answer = api.post("/v2/users")
                    .bearer(again)
                    .json("{\"guid\":\"" + guid + "\"}")
                    .send();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("{\"description\":\"The UAA ID is taken: " + guid
                            + "\",\"error_code\":\"CF-UaaIdTaken\",\"code\":20002}");
        }
    }

    @Test
    void repeatedIdempotencyKeyReturnsTheUser() {
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(api.post("/v2/users/")
                            .bearer(token)
                            .header("Idempotency-Key", key)
                            .json("{\"guid\":\"" + guid + "\"}")
                            .send()
                            .status())
                    .isEqualTo(201);
        }
        await().until(() -> members.userEvents(guid).size() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"guid\":null}",
                "{\"guid\":\"\"}",
                "{\"guid\":\" \"}",
                "{\"guid\":\"a b\"}",
                "{\"guid\":\"a/b\"}",
                "{\"guid\":\"\\u0000\"}",
                "{\"guid\":\"a\\r\\nX: y\"}",
                "{\"guid\":\"ü\"}",
                "{\"guid\":\"..\"}"
            })
    void invalidGuidsAreRejected(String body) {
        Answer answer = post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"description\":\"The user info is invalid: guid has to have 1 to 128 characters of"
                                + " A-Z a-z 0-9 . _ @ : + -, not all of them dots\",\"error_code\":\"CF-UserInvalid\",\"code\":20001}");
    }

    @Test
    void guidHasAtMost128Characters() {
        String longest = (guid + "u".repeat(128)).substring(0, 128);

        assertThat(post("{\"guid\":\"" + longest + "\"}").status()).isEqualTo(201);
        assertThat(post("{\"guid\":\"" + longest + "u\"}").json().path("code").asInt())
                .isEqualTo(20001);
        assertThat(api.get("/v2/users/" + longest).bearer(token).send().status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"x\"",
                "null",
                "{\"guid\":1}",
                "{\"guid\":true}",
                "{\"guid\":[\"x\"]}",
                "{\"guid\":{}}",
                "{\"guid\":\"x\",\"guid\":\"y\"}",
                "{\"guid\":\"x\",\"admin\":true}",
                "{\"guid\":\"x\"} 1"
            })
    void invalidBodiesAreRejected(String body) {
        Answer answer = post(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("code").asInt()).isEqualTo(1001);
        assertThat(answer.json().path("error_code").asString()).isEqualTo("CF-MessageParseError");
        assertThat(answer.json().path("description").asString()).startsWith("Request invalid due to parse error: ");
    }

    @Test
    void unsupportedContentTypeUsesThisErrorFormat() {
        Answer answer = api.post("/v2/users")
                .bearer(token)
                .body("text/plain", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .send();

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body())
                .isEqualTo("{\"description\":\"Invalid content type, expected: application/json\","
                        + "\"error_code\":\"CF-InvalidContentType\",\"code\":1003}");
    }

    @Test
    void everyIdCharacterWorksInPaths() {
        String all = "A.z_0@:+-" + guid;
        assertThat(post("{\"guid\":\"" + all + "\"}").status()).isEqualTo(201);

        Answer answer = api.get("/v2/users/" + all).bearer(token).send();

        assertThat(answer.json().path("metadata").path("guid").asString()).isEqualTo(all);
        assertThat(api.get(answer.json()
                                .path("entity")
                                .path("organizations_url")
                                .asString())
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    private Answer post(String body) {
        return api.post("/v2/users").bearer(token).json(body).send();
    }
}
