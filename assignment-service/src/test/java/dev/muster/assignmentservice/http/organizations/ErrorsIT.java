package dev.muster.assignmentservice.http.organizations;

import static dev.muster.assignmentservice.http.organizations.Client.assertError;
import static dev.muster.assignmentservice.http.organizations.Client.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.TokenText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErrorsIT {

    private static final String MISSING = "Authentication credentials were not provided.";
    private static final String WRONG = "Incorrect authentication credentials.";
    private static final String DENIED = "You do not have permission to perform this action.";

    private final Api api = Api.shared();
    private final String owner = Pipeline.shared().owner(false);
    private final Client client = Client.of(owner);
    private final List<String> paths =
            List.of(Client.ORGANIZATIONS, Client.ORGANIZATIONS + "/", Client.ORGANIZATIONS + "/x", "/api/v2.0/apps/x");

    @Test
    void everyRouteRejectsMissingOrInvalidCredentials() {
        for (String path : paths) {
            assertError(api.get(path).send(), 401, 401001, MISSING);
            assertError(api.get(path).authToken("nope").send(), 401, 401002, WRONG);
            assertError(api.get(path).authToken(TokenText.generate()).send(), 401, 401002, WRONG);
            assertError(api.get(path + "?token=nope").send(), 401, 401002, WRONG);
        }
        assertError(api.post(Client.ORGANIZATIONS).json("{").send(), 401, 401001, MISSING);
        assertError(
                api.post(Client.ORGANIZATIONS)
                        .body(Form.CONTENT_TYPE, new byte[] {1})
                        .send(),
                401,
                401001,
                MISSING);
    }

    @Test
    void missingPermissionIsRejectedBeforeReadingTheBody() {
        String reader = TestTokens.shared().of(owner, Permission.READ_ORGANIZATIONS);
        String other = TestTokens.shared().of(owner, Permission.READ_SYSTEMS);

        assertThat(api.get(Client.ORGANIZATIONS).authToken(reader).send().status())
                .isEqualTo(200);
        assertError(api.post(Client.ORGANIZATIONS).authToken(reader).json("{").send(), 403, 403001, DENIED);
        assertError(
                api.patch(Client.ORGANIZATIONS + "/" + owner)
                        .authToken(reader)
                        .json("{")
                        .send(),
                403,
                403001,
                DENIED);
        assertError(api.get(Client.ORGANIZATIONS).authToken(other).send(), 403, 403001, DENIED);
        assertError(api.get("/api/v2.0/apps/x").authToken(reader).send(), 403, 403001, DENIED);
    }

    @Test
    void unknownKeysOfAnyFormAreNotFound() {
        for (String key : List.of("none", "~none", "%F0%9F%98%80", "a%27%20or%201%3D1--", "x".repeat(2_000))) {
            assertError(client.get(Client.ORGANIZATIONS + "/" + key), 404, 404001, "Not found.");
            assertError(client.get(Client.ORGANIZATIONS + "/" + key + "/"), 404, 404001, "Not found.");
            assertError(client.patch(key, "{}"), 404, 404001, "Not found.");
            assertError(client.get("/api/v2.0/apps/" + key), 404, 404001, "Not found.");
        }
        assertThat(client.get(Client.ORGANIZATIONS + "/%00").status()).isBetween(400, 404);
    }

    @Test
    void unsupportedMethodsAreNotAllowed() {
        Answer answer = client.call("POST", Client.ORGANIZATIONS + "/" + owner).send();

        assertError(answer, 405, 405001, "Method not allowed.");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, PATCH, PUT, DELETE");
        assertError(client.call("PUT", Client.ORGANIZATIONS).json("{}").send(), 405, 405001, "Method not allowed.");
        assertError(client.call("DELETE", "/api/v2.0/apps/x").send(), 405, 405001, "Method not allowed.");
        assertError(api.delete(Client.ORGANIZATIONS + "/" + owner).send(), 401, 401001, MISSING);
    }

    @Test
    void reusedIdempotencyKeyIsAConflict() {
        String key = UUID.randomUUID().toString();
        call(key, Pipeline.unique("label"));

        assertError(
                call(key, Pipeline.unique("label")),
                409,
                409001,
                "Conflict.",
                "The Idempotency-Key was used for another request: send a new one.");
    }

    private Answer call(String key, String label) {
        return client.call("POST", Client.ORGANIZATIONS)
                .header("Idempotency-Key", key)
                .json("{\"label\": \"" + label + "\"}")
                .send();
    }

    @Test
    void tooLargeBodyIsRejected() {
        assertError(
                client.post("{\"label\": \"" + "x".repeat(1 << 20) + "\"}"),
                413,
                413001,
                "Request entity too large.",
                "the body is larger than is taken");
    }

    @Test
    void unsupportedContentTypeIsRejected() {
        for (String type : List.of("text/plain", "application/xml", "nonsense", "application/json-patch+json")) {
            assertError(
                    client.call("POST", Client.ORGANIZATIONS)
                            .body(type, new byte[] {'{', '}'})
                            .send(),
                    415,
                    415001,
                    "Unsupported media type in request.");
        }
        assertError(
                client.call("POST", Client.ORGANIZATIONS).send(), 415, 415001, "Unsupported media type in request.");
    }

    @Test
    void notAcceptableErrorIsJson() {
        assertError(
                client.call("GET", Client.ORGANIZATIONS)
                        .header("Accept", "text/html")
                        .send(),
                406,
                406001,
                "Could not satisfy the request Accept header.");
    }

    @Test
    void idempotencyKeyMustBeAUuid() {
        assertInvalid(
                client.call("POST", Client.ORGANIZATIONS)
                        .header("Idempotency-Key", "7")
                        .json("{\"label\": \"x\"}")
                        .send(),
                "Idempotency-Key",
                "must be a UUID");
    }

    @Test
    void malformedMultipartIsInvalid() {
        for (String body : List.of("", "nonsense", "--------------------------d74496d66958873e\r\n")) {
            Answer answer = client.call("POST", Client.ORGANIZATIONS)
                    .body(Form.CONTENT_TYPE, body.getBytes(StandardCharsets.UTF_8))
                    .send();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.json().get("code").intValue()).isEqualTo(400001);
        }
        assertThat(client.call("POST", Client.ORGANIZATIONS)
                        .body("multipart/form-data", new byte[] {1})
                        .send()
                        .json()
                        .get("code")
                        .intValue())
                .isEqualTo(400001);
    }
}
