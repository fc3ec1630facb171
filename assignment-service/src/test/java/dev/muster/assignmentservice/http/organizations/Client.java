package dev.muster.assignmentservice.http.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.Api.Call;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.OrganizationType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the second contract, with the token of one caller. */
final class Client {

    static final String ORGANIZATIONS = "/api/v2.0/organizations";

    private static final JsonMapper JSON = new JsonMapper();

    private final Api api = Api.shared();
    private final String token;

    Client(String token) {
        this.token = token;
    }

    static Client administrator() {
        return new Client(TestTokens.shared().platformAdministrator());
    }

    /** Of an organization, with all permissions. */
    static Client of(String organizationId) {
        return new Client(TestTokens.shared().ofWithAll(organizationId));
    }

    /** A new tree: an owner, and one organization of each other type below it, in their order. */
    static List<String> tree() {
        Pipeline pipeline = Pipeline.shared();
        String owner = pipeline.owner(false);
        String distributor = pipeline.register(OrganizationType.DISTRIBUTOR, owner, false);
        String reseller = pipeline.register(OrganizationType.RESELLER, distributor, false);
        return List.of(owner, distributor, reseller, pipeline.register(OrganizationType.CUSTOMER, reseller, false));
    }

    String token() {
        return token;
    }

    Call call(String method, String path) {
        return api.call(method, path).authToken(token);
    }

    Answer get(String path) {
        return call("GET", path).send();
    }

    Answer post(String json) {
        return call("POST", ORGANIZATIONS + "/").json(json).send();
    }

    Answer post(Form form) {
        return call("POST", ORGANIZATIONS + "/")
                .body(Form.CONTENT_TYPE, form.body())
                .send();
    }

    Answer patch(String key, String json) {
        return call("PATCH", ORGANIZATIONS + "/" + key).json(json).send();
    }

    Answer patch(String key, Form form) {
        return call("PATCH", ORGANIZATIONS + "/" + key)
                .body(Form.CONTENT_TYPE, form.body())
                .send();
    }

    /** The organization that was made with the fields, besides a label that no other has. */
    JsonNode create(String moreFields) {
        return only(post("{\"label\": \"" + Pipeline.unique("label") + "\"" + moreFields + "}"));
    }

    /** The organization of the answer, which has to be a 201. */
    static JsonNode only(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().get("results").get(0);
    }

    /** The answer is a 400 about the field, and about nothing else. */
    static void assertInvalid(Answer answer, String field, @Nullable String messageHas) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        JsonNode body = answer.json();
        assertThat(body.get("code").intValue()).isEqualTo(400001);
        assertThat(body.get("message").stringValue()).isEqualTo("Validation Error.");
        assertThat(body.get("detail").propertyNames()).as(answer.toString()).containsExactly(field);
        assertThat(body.get("detail").get(field).size()).isEqualTo(1);
        assertThat(body.get("detail").get(field).get(0).stringValue()).contains(messageHas == null ? "" : messageHas);
    }

    /** The answer has exactly that body. */
    static void assertError(Answer answer, int status, int code, String message, String detail) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.requiredHeader("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json())
                .isEqualTo(JSON.createObjectNode()
                        .put("code", code)
                        .put("message", message)
                        .put("detail", detail));
    }

    static void assertError(Answer answer, int status, int code, String message) {
        assertError(answer, status, code, message, message);
    }
}
