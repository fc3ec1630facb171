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
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.UserEvent;
import java.nio.charset.StandardCharsets;
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
                "{\"guid\":\"x\",\"admin\":\"yes\"}",
                "{\"guid\":\"x\",\"default_space_guid\":1}",
                "{\"guid\":\"x\",\"username\":\"y\"}",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf-8",
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded;charset=UTF-8",
                "application/vnd.api+json",
                "text/json"
            })
    void jsonIsReadWhateverJsonCompatibleTypeItHas(String type) {
        byte[] body = ("{\"guid\":\"" + guid + "\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(api.post("/v2/users").bearer(token).body(type, body).send().status())
                .isEqualTo(201);
        assertThat(api.put("/v2/users/" + guid)
                        .bearer(token)
                        .body(type, "{\"admin\":false}".getBytes(StandardCharsets.UTF_8))
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void jsonWithoutATypeIsRead() {
        Answer answer = api.post("/v2/users")
                .bearer(token)
                .bodyOnly(("{\"guid\":\"" + guid + "\"}").getBytes(StandardCharsets.UTF_8))
                .send();

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void defaultSpaceIsKeptAndNullGoesBackToTheDerivedOne() {
        String derived = space(post("{\"guid\":\"" + Pipeline.unique("uaa-id") + "\"}"));
        String given = UUID.randomUUID().toString();
        Answer made = post("{\"guid\":\"" + guid + "\",\"default_space_guid\":\"" + given + "\"}");

        assertThat(space(made)).isEqualTo(given);
        assertThat(made.json().path("entity").path("default_space_url").asString())
                .isEqualTo("/v2/spaces/" + given);
        assertThat(space(put("{\"admin\":false}"))).isEqualTo(given);
        assertThat(space(put("{\"default_space_guid\":\"other\"}"))).isEqualTo("other");
        assertThat(space(put("{\"default_space_guid\":null}")))
                .hasSameSizeAs(derived)
                .isNotEqualTo(derived);
        assertThat(put("{\"default_space_guid\":\"a/b\"}").json().path("code").asInt())
                .isEqualTo(20001);
        assertThat(members.userEvents(guid)).as("no event of its own").hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void administratorsAreMadeByPlatformAdministratorsOnly() {
        String administrator = TestTokens.shared().platformAdministrator();
        String body = "{\"guid\":\"" + guid + "\",\"admin\":true}";

        assertThat(post(body).json().path("code").asInt()).isEqualTo(10003);
        assertThat(api.post("/v2/users")
                        .bearer(administrator)
                        .json(body)
                        .send()
                        .json()
                        .path("entity")
                        .path("admin")
                        .asBoolean())
                .isTrue();
        String other = Directory.user(organization);
        assertThat(api.put("/v2/users/" + other)
                        .bearer(token)
                        .json("{\"admin\":true}")
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aChangeOfAdminIsOneEventWithTheStateBeforeAndAfter() {
        String other = Directory.user(organization);
        String administrator = TestTokens.shared().platformAdministrator();
        for (int i = 0; i < 2; i++) {
            Answer changed = api.put("/v2/users/" + other)
                    .bearer(administrator)
                    .json("{\"guid\":\"" + other + "\",\"admin\":true}")
                    .send();
            assertThat(changed.status()).isEqualTo(201);
            assertThat(changed.json().path("entity").path("admin").asBoolean()).isTrue();
        }
        assertThat(api.put("/v2/users/" + other)
                        .bearer(administrator)
                        .json("{\"admin\":false}")
                        .send()
                        .status())
                .isEqualTo(201);

        await().until(() -> members.userEvents(other).size() == 3);
        UserEvent event = members.userEvents(other).get(1);
        assertThat(event.getRevision()).isEqualTo(2);
        assertThat(event.getChange()).isEqualTo(DirectoryChange.CHANGED);
        assertThat(event.getChanged()).containsExactly("admin");
        assertThat(event.getBefore().getAdmin()).isFalse();
        assertThat(event.getAfter().getAdmin()).isTrue();
    }

    @Test
    void aUserOfAnotherHomeIsNotChangedOrRemoved() {
        String member = Directory.user(null);
        Directory.join(member, organization, MembershipRole.USER);

        assertThat(api.put("/v2/users/" + member)
                        .bearer(token)
                        .json("{}")
                        .send()
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(10003);
        assertThat(api.delete("/v2/users/" + member)
                        .bearer(token)
                        .send()
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(10003);
    }

    @Test
    void guidCannotBeChanged() {
        post("{\"guid\":\"" + guid + "\"}");

        assertThat(put("{\"guid\":\"other\"}").json().path("code").asInt()).isEqualTo(20001);
    }

    private Answer put(String body) {
        return api.put("/v2/users/" + guid).bearer(token).json(body).send();
    }

    private static String space(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("entity").path("default_space_guid").asString();
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
