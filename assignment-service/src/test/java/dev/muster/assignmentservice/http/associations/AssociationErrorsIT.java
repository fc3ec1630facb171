package dev.muster.assignmentservice.http.associations;

import static dev.muster.assignmentservice.security.Permission.MANAGE_ORGANIZATIONS;
import static dev.muster.assignmentservice.security.Permission.READ_APPLICATIONS;
import static dev.muster.assignmentservice.security.Permission.READ_ORGANIZATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Members;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.TokenText;
import dev.muster.directory.AssociationKind;
import dev.muster.directory.OrganizationType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may do what, and the errors with their whole bodies in the order in which they are looked for. */
class AssociationErrorsIT {

    private static final String UNAUTHORIZED =
            "{\"code\":\"auth.unauthorized\",\"message\":\"Unauthorized. Please check credentials and its scope.\"}";
    private static final String FORBIDDEN =
            "{\"code\":\"auth.forbidden\",\"message\":\"Forbidden. Please check your user roles and permissions.\"}";

    private final Pipeline pipeline = Pipeline.shared();
    private final Members members = Members.shared();
    private final Api api = Api.shared();
    private final TestTokens tokens = TestTokens.shared();
    private final String top = pipeline.owner(false);
    private final String customer = pipeline.register(OrganizationType.CUSTOMER, top, false);
    private final String sibling = pipeline.register(OrganizationType.CUSTOMER, top, false);
    private final String application = pipeline.application();
    private final String list = "/api/applications/" + application + "/organizations";

    @Test
    void credentialsAreCheckedFirst() {
        for (Api.Call call : everything()) {
            assertRefused(call.send(), 401, UNAUTHORIZED);
        }
        for (Api.Call call : everything()) {
            assertRefused(call.bearer(TokenText.generate()).send(), 401, UNAUTHORIZED);
        }
    }

    @Test
    void permissionIsCheckedBeforeTheRequest() {
        String reader = tokens.of(top, READ_ORGANIZATIONS);
        for (Api.Call call : everything()) {
            assertRefused(call.bearer(reader).send(), 403, FORBIDDEN);
        }
    }

    @Test
    void unknownApplicationIsNotFound() {
        String token = tokens.platformAdministrator();
        for (String id : List.of("no_such", "n".repeat(500), "%C3%BC", "a%20b")) {
            String shown = id.replace("%C3%BC", "ü").replace("%20", " ");
            assertRefused(
                    api.get("/api/applications/" + id + "/organizations")
                            .bearer(token)
                            .send(),
                    404,
                    notThere(shown));
        }
    }

    @Test
    void applicationsAndOrganizationsOutsideTheScopeAreHidden() {
        String token = tokens.of(customer, READ_APPLICATIONS);
        assertRefused(api.get(list).bearer(token).send(), 404, notThere(application));
        pipeline.decide(Commands.assign(application, sibling));
        assertRefused(api.get(list).bearer(token).send(), 404, notThere(application));

        pipeline.decide(Commands.assign(application, customer));
        associate(sibling);
        associate(top);

        Answer answer = api.get(list).bearer(token).send();
        assertThat(answer.header("Total-Number")).isEqualTo("1");
        assertThat(answer.json().size()).isEqualTo(1);
        assertThat(answer.json().get(0).path("id").asString()).isEqualTo(customer);
        assertThat(api.get(list)
                        .bearer(tokens.of(top, READ_APPLICATIONS))
                        .send()
                        .json()
                        .size())
                .isEqualTo(3);
    }

    @Test
    void onlyVisibleApplicationsCanBeAssociated() {
        String token = tokens.of(customer, MANAGE_ORGANIZATIONS);
        String body = "{\"applicationIds\":[\"" + application + "\"]}";
        String own = "/api/organizations/" + customer + "/applications";
        for (String other : List.of(sibling, top)) {
            String path = "/api/organizations/" + other + "/applications";
            String notThere = "{\"code\":\"entity.not_exists_with_id\",\"message\":\"The organization with ID `" + other
                    + "` does not exist.\"}";
            assertRefused(api.post(path).bearer(token).json(body).send(), 404, notThere);
            assertRefused(api.put(path).bearer(token).json(body).send(), 404, notThere);
            assertRefused(api.delete(path + "/" + application).bearer(token).send(), 404, notThere);
        }
        assertThat(api.post(own).bearer(token).json(body).send().status()).isEqualTo(422);

        pipeline.decide(Commands.assign(application, customer));
        assertThat(api.post(own).bearer(token).json(body).send().status()).isEqualTo(201);

        pipeline.decide(Commands.assign(application, sibling));
        assertThat(api.put(own).bearer(token).json(body).send().status())
                .as("what is associated already stays")
                .isEqualTo(204);
        assertThat(api.delete(own + "/" + application).bearer(token).send().status())
                .isEqualTo(204);
        assertThat(api.post(own).bearer(token).json(body).send().status()).isEqualTo(422);
    }

    @Test
    void unsupportedContentTypeUsesThisErrorFormat() {
        Answer answer = api.post("/api/organizations/" + top + "/applications")
                .bearer(tokens.platformAdministrator())
                .body("text/plain", new byte[] {'{', '}'})
                .send();

        assertRefused(
                answer, 415, "{\"code\":\"request.unsupported_media_type\",\"message\":\"unsupported content type\"}");
    }

    private void associate(String organizationId) {
        members.send(Members.association(organizationId, Members.associate(application, AssociationKind.MEMBER)));
        await().until(() ->
                !members.associationEvents(organizationId, application).isEmpty());
    }

    private List<Api.Call> everything() {
        String applications = "/api/organizations/" + top + "/applications";
        return List.of(
                api.get(list),
                api.get(list + "/?page=0"),
                api.get("/api/applications/no_such/organizations"),
                api.post(applications).json("{"),
                api.post(applications + "/").json("{"),
                api.put(applications).json("{"),
                api.put(applications + "/").json("{"),
                api.delete(applications + "/" + application),
                api.delete("/api/organizations/no/applications/no/"));
    }

    private static String notThere(String id) {
        return "{\"code\":\"entity.not_exists_with_id\",\"message\":\"The application with ID `" + id
                + "` does not exist.\"}";
    }

    private static void assertRefused(Answer answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
    }
}
