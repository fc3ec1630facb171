package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
