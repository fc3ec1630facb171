package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour that all dialects share, with errors in the format of each. */
class DialectsIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final String token = TestTokens.shared().platformAdministrator();

    @Test
    void aWrongMethodIsToldInTheWordsOfTheRouteWithThoseThatAreAllowed() {
        Api.Answer third =
                api.delete("/api/applications/a/organizations").bearer(token).send();
        Api.Answer fourth = api.patch("/v2/users/a").bearer(token).send();
        Api.Answer first = api.post("/api/applications/a").bearer(token).send();

        assertThat(third.status()).isEqualTo(405);
        assertThat(third.json().get("code").stringValue()).isEqualTo("request.method_not_allowed");
        assertThat(third.requiredHeader("Allow")).contains("GET");
        assertThat(fourth.status()).isEqualTo(405);
        assertThat(fourth.json().has("error_code")).isTrue();
        assertThat(first.status()).isEqualTo(405);
        assertThat(first.json().get("data").isObject()).isTrue();
        assertThat(first.requiredHeader("Allow")).contains("PUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2",
                "/v2/",
                "/v2/spaces/10db6c03-3e24-4a2a-b311-a28b541376f1",
                "/v2/users/a/b/c",
                "/v2/organizations/a/domains"
            })
    void anUnknownRouteOfTheFourthContractIsNotFoundInItsWords(String path) {
        Api.Answer answer = api.get(path).bearer(token).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"description\":\"Unknown request\",\"error_code\":\"CF-NotFound\",\"code\":10000}");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
        assertThat(answer.header("X-VCAP-Request-ID")).isEqualTo(answer.requiredHeader("X-Request-ID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2.0", "/api/v2.0/", "/api/v2.0/nowhere", "/api/v2.0/organizations/a/b/c"})
    void anUnknownRouteOfTheSecondContractIsNotFoundInItsWords(String path) {
        Api.Answer answer = api.get(path).authToken(token).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"code\":404001,\"message\":\"Not found.\",\"detail\":\"Not found.\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/organizations/a/b",
                "/api/organizations/a/applications/b/c",
                "/api/applications/a/organizations/b"
            })
    void anUnknownRouteOfTheThirdContractIsNotFoundInItsWords(String path) {
        Api.Answer answer = api.get(path).bearer(token).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"code\":\"entity.not_found\",\"message\":\"not found\"}");
    }

    @Test
    void anUnknownRouteOfNoContractIsNotFoundInTheWordsOfTheFirst() {
        Api.Answer answer = api.get("/v2users").bearer(token).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"code\":404,\"message\":\"not found\",\"data\":{}}");
    }

    @Test
    void aPathThatTheFirewallRejectsIsToldInTheWordsOfItsContract() {
        Api.Answer fourth = api.get("/v2/users/a;b").bearer(token).send();
        Api.Answer second =
                api.get("/api/v2.0/organizations/a;b/").authToken(token).send();
        Api.Answer third =
                api.get("/api/organizations/a;b/applications").bearer(token).send();

        assertThat(fourth.status()).isEqualTo(400);
        assertThat(fourth.json().path("error_code").asString()).isEqualTo("CF-MessageParseError");
        assertThat(fourth.header("X-VCAP-Request-ID")).isEqualTo(fourth.requiredHeader("X-Request-ID"));
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.json().path("code").asInt()).isEqualTo(400001);
        assertThat(third.status()).isEqualTo(400);
        assertThat(third.json().path("code").asString()).isEqualTo("guard.invalid_input");
    }

    @Test
    void unacceptableMediaTypeIsRejectedBeforeAnyChange() {
        String application = pipeline.application();
        String organization = pipeline.owner(false);

        Api.Answer answer = api.patch("/api/applications/" + application + "/assign")
                .bearer(token)
                .header("Accept", "text/html")
                .json("{\"organization_id\":\"" + organization + "\"}")
                .send();

        assertThat(answer.status()).isEqualTo(406);
        assertThat(pipeline.row(application)).containsEntry("status", "unassigned");
    }

    @Test
    void anIdempotencyKeyThatWasUsedForSomethingElseIsAConflictAndNothingIsDone() {
        String organization = pipeline.owner(false);
        String user = Pipeline.unique("user");
        String key = UUID.randomUUID().toString();
        String path = "/v2/users/" + user + "/managed_organizations/" + organization;
        api.post("/v2/users").bearer(token).json("{\"guid\":\"" + user + "\"}").send();

        assertThat(put(path, key).status()).isEqualTo(201);
        assertThat(put(path, key).status()).isEqualTo(201);
        Api.Answer reused =
                api.delete(path).bearer(token).header("Idempotency-Key", key).send();

        assertThat(reused.status()).isEqualTo(409);
        assertThat(api.get("/v2/users/" + user + "/managed_organizations")
                        .bearer(token)
                        .send()
                        .json()
                        .get("total_results")
                        .intValue())
                .isEqualTo(1);
    }

    private Api.Answer put(String path, String key) {
        return api.put(path).bearer(token).header("Idempotency-Key", key).send();
    }
}
