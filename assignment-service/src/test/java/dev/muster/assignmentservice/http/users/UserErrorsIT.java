package dev.muster.assignmentservice.http.users;

import static dev.muster.assignmentservice.security.Permission.MANAGE_USERS;
import static dev.muster.assignmentservice.security.Permission.READ_USERS;
import static dev.muster.assignmentservice.security.Permission.WRITE_USERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.TokenText;
import dev.muster.directory.OrganizationType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every error of the contract, with its whole body, in the order in which they are looked for. */
class UserErrorsIT {

    private static final String NOT_AUTHENTICATED =
            "{\"description\":\"Authentication error\",\"error_code\":\"CF-NotAuthenticated\",\"code\":10002}";
    private static final String INVALID_TOKEN =
            "{\"description\":\"Invalid Auth Token\",\"error_code\":\"CF-InvalidAuthToken\",\"code\":1000}";
    private static final String INSUFFICIENT_SCOPE =
            "{\"description\":\"Your token lacks the necessary scopes to access this resource.\","
                    + "\"error_code\":\"CF-InsufficientScope\",\"code\":10007}";
    private static final String NOT_AUTHORIZED =
            "{\"description\":\"You are not authorized to perform the requested action\","
                    + "\"error_code\":\"CF-NotAuthorized\",\"code\":10003}";

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final TestTokens tokens = TestTokens.shared();
    private final String administrator = tokens.platformAdministrator();
    private final String organization = pipeline.owner(false);
    private final String user = Directory.user(organization);
    private final String path = "/v2/users/" + user + "/organizations/" + organization;

    @Test
    void missingTokenIsNotAuthenticated() {
        for (Api.Call call : everything()) {
            assertRefused(call.send(), 401, NOT_AUTHENTICATED);
        }
    }

    @Test
    void invalidTokenIsRejected() {
        for (Api.Call call : everything()) {
            assertRefused(call.bearer(TokenText.generate()).send(), 401, INVALID_TOKEN);
        }
    }

    @Test
    void missingScopeIsRejected() {
        String reader = tokens.of(organization, READ_USERS);
        assertRefused(api.put(path).bearer(reader).json("").send(), 403, INSUFFICIENT_SCOPE);
        assertRefused(api.delete(path).bearer(reader).send(), 403, INSUFFICIENT_SCOPE);
        assertRefused(api.post("/v2/users").bearer(reader).json("{").send(), 403, INSUFFICIENT_SCOPE);
        String writer = tokens.of(organization, WRITE_USERS);
        assertRefused(api.get("/v2/users").bearer(writer).send(), 403, INSUFFICIENT_SCOPE);
        assertRefused(api.get("/v2/users/" + user).bearer(writer).send(), 403, INSUFFICIENT_SCOPE);
        assertRefused(
                api.get("/v2/users/" + user + "/organizations").bearer(writer).send(), 403, INSUFFICIENT_SCOPE);
    }

    @Test
    void nonAdministratorsAreRejectedBeforeLookups() {
        String writer = tokens.of(organization, WRITE_USERS);
        assertRefused(api.put(path).bearer(writer).json("").send(), 403, NOT_AUTHORIZED);
        assertRefused(api.put("/v2/users/no/organizations/no").bearer(writer).send(), 403, NOT_AUTHORIZED);
        assertRefused(api.delete(path).bearer(writer).send(), 403, NOT_AUTHORIZED);
        assertRefused(api.delete("/v2/users/no").bearer(writer).send(), 403, NOT_AUTHORIZED);
        assertRefused(api.put("/v2/users/no").bearer(writer).json("{}").send(), 403, NOT_AUTHORIZED);
        assertRefused(
                api.post("/v2/users").bearer(writer).json("{\"guid\":\"x\"}").send(), 403, NOT_AUTHORIZED);
    }

    @Test
    void manageUsersPermissionAllowsWrites() {
        String manager = tokens.of(organization, MANAGE_USERS);

        assertThat(api.put(path).bearer(manager).json("").send().status()).isEqualTo(201);
        assertThat(api.delete(path).bearer(manager).send().status()).isEqualTo(204);
    }

    @Test
    void unknownUserIsReportedBeforeUnknownOrganization() {
        for (String guid : List.of(Pipeline.unique("no"), "u".repeat(129), "with%20space", "n%C3%BC")) {
            String shown = guid.replace("%20", " ").replace("%C3%BC", "ü");
            String body = "{\"description\":\"The user could not be found: " + shown
                    + "\",\"error_code\":\"CF-UserNotFound\",\"code\":20003}";
            for (String below : List.of("", "/organizations", "/managed_organizations")) {
                assertRefused(
                        api.get("/v2/users/" + guid + below)
                                .bearer(administrator)
                                .send(),
                        404,
                        body);
            }
            assertRefused(
                    api.put("/v2/users/" + guid + "/organizations/" + organization)
                            .bearer(administrator)
                            .json("")
                            .send(),
                    404,
                    body);
            for (Api.Call call : List.of(
                    api.delete("/v2/users/" + guid),
                    api.put("/v2/users/" + guid).json("{}"),
                    api.get("/v2/users/" + guid + "/summary"))) {
                assertRefused(call.bearer(administrator).send(), 404, body);
            }
        }
    }

    @Test
    void unknownOrganizationIsAnInvalidRelation() {
        for (String key : List.of(UUID.randomUUID().toString(), "~no", "~", "o".repeat(200), "a%20b")) {
            String body = "{\"description\":\"Could not find the organization with guid: " + key.replace("%20", " ")
                    + "\",\"error_code\":\"CF-InvalidRelation\",\"code\":1002}";
            String unknown = "/v2/users/" + user + "/organizations/" + key;
            assertRefused(api.put(unknown).bearer(administrator).json("").send(), 400, body);
        }
    }

    @Test
    void removalReportsAnUnknownOrganizationBeforeAnUnknownUser() {
        String nobody = Pipeline.unique("no");
        String noUser = "{\"description\":\"Could not find the user with guid: " + nobody
                + "\",\"error_code\":\"CF-InvalidRelation\",\"code\":1002}";
        for (String below : List.of("organizations", "managed_organizations")) {
            for (String guid : List.of(user, nobody)) {
                assertRefused(
                        api.delete("/v2/users/" + guid + "/" + below + "/" + nobody)
                                .bearer(administrator)
                                .send(),
                        404,
                        noOrganization(nobody));
            }
            assertRefused(
                    api.delete("/v2/users/" + nobody + "/" + below + "/" + organization)
                            .bearer(administrator)
                            .send(),
                    400,
                    noUser);
        }
    }

    @Test
    void unknownOrganizationIsNotFound() {
        for (String key : List.of(UUID.randomUUID().toString(), "~no", "o".repeat(200))) {
            for (String below : List.of("", "/", "/users", "/managers")) {
                assertRefused(
                        api.get("/v2/organizations/" + key + below)
                                .bearer(administrator)
                                .send(),
                        404,
                        noOrganization(key));
            }
        }
    }

    private static String noOrganization(String key) {
        return "{\"description\":\"The organization could not be found: " + key
                + "\",\"error_code\":\"CF-OrganizationNotFound\",\"code\":30003}";
    }

    @Test
    void resourcesOutsideTheScopeAreNotFound() {
        String customer = Directory.below(organization, OrganizationType.CUSTOMER);
        String sibling = Directory.below(organization, OrganizationType.CUSTOMER);
        String own = Directory.user(customer);
        String others = Directory.user(sibling);
        String token = tokens.of(customer, Permission.values());

        assertThat(put(token, own, customer).status()).isEqualTo(201);
        assertThat(put(token, own, sibling).json().path("code").asInt()).isEqualTo(1002);
        assertThat(put(token, own, organization).json().path("code").asInt()).isEqualTo(1002);
        assertThat(put(token, others, customer).json().path("code").asInt()).isEqualTo(20003);
        assertThat(put(token, user, customer).json().path("code").asInt()).isEqualTo(20003);
        assertThat(put(administrator, others, customer).status()).isEqualTo(201);
        assertThat(put(token, others, customer).status()).as("a member by now").isEqualTo(201);
        assertThat(put(administrator, others, sibling).status()).isEqualTo(201);
        assertThat(api.get("/v2/users/" + others + "/organizations")
                        .bearer(token)
                        .send()
                        .json()
                        .path("total_results")
                        .asInt())
                .as("no sibling in the list")
                .isEqualTo(1);
        assertThat(put(tokens.of(organization, Permission.values()), others, sibling)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void idempotencyKeyMustBeAUuid() {
        Answer answer = api.put(path)
                .bearer(administrator)
                .header("Idempotency-Key", "1")
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"description\":\"Request invalid due to parse error: Idempotency-Key: must be a UUID\","
                        + "\"error_code\":\"CF-MessageParseError\",\"code\":1001}");
    }

    private Answer put(String token, String guid, String organizationId) {
        return api.put("/v2/users/" + guid + "/organizations/" + organizationId)
                .bearer(token)
                .json("")
                .send();
    }

    private List<Api.Call> everything() {
        return List.of(
                api.put(path).json(""),
                api.put(path + "/").json(""),
                api.delete(path),
                api.delete(path + "/"),
                api.get("/v2/users/" + user + "/organizations?page=0"),
                api.get("/v2/users/" + user + "/organizations/"),
                api.get("/v2/users/" + user + "/audited_organizations"),
                api.get("/v2/users/" + user),
                api.get("/v2/users/no/"),
                api.get("/v2/organizations"),
                api.get("/v2/organizations/" + organization),
                api.get("/v2/organizations/no/users?page=0"),
                api.get("/v2/users/" + user + "/summary"),
                api.put("/v2/users/" + user).json("{"),
                api.delete("/v2/users/" + user),
                api.get("/v2/users"),
                api.get("/v2/users/"),
                api.post("/v2/users").json("{"),
                api.post("/v2/users/").json("{"));
    }

    private static void assertRefused(Answer answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-VCAP-Request-ID")).isEqualTo(answer.requiredHeader("X-Request-ID"));
    }
}
