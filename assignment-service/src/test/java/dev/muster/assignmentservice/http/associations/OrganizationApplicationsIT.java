package dev.muster.assignmentservice.http.associations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Members;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.AssociationKind;
import dev.muster.directory.DirectoryChange;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationApplicationsIT {

    private static final String REFERENCE = "{\"code\":\"entity.relation_foreign_key_not_found\",\"message\":\"Cannot"
            + " find one or more foreign keys. Please check the input and ensure that all referenced entities"
            + " exist.\"}";

    private final Pipeline pipeline = Pipeline.shared();
    private final Members members = Members.shared();
    private final Api api = Api.shared();
    private final String token = TestTokens.shared().platformAdministrator();
    private final String organization = pipeline.owner(false);
    private final String application = pipeline.application();
    private final String path = "/api/organizations/" + organization + "/applications";

    @Test
    void addingTwicePublishesOneEvent() {
        for (String form : List.of(path, path + "/")) {
            Answer answer = api.post(form)
                    .bearer(token)
                    .json(ids(application, application))
                    .send();
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.bytes()).isEmpty();
        }
        assertThat(api.delete(path + "/" + application).bearer(token).send().status())
                .isEqualTo(204);

        await().until(() -> members.associationEvents(organization, application).size() == 2);
        AssociationEvent event =
                members.associationEvents(organization, application).get(0);
        assertThat(event.getAfter())
                .isEqualTo(new dev.muster.directory.Association(
                        organization, application, AssociationKind.MEMBER, List.of()));
        assertThat(event.getCause().getActor()).startsWith("token:administrator");
        assertThat(members.associationEvents(organization, application).get(1).getChange())
                .isEqualTo(DirectoryChange.REMOVED);
    }

    @Test
    void addingKeepsExistingKindAndRoles() {
        members.send(
                Members.association(organization, Members.associate(application, AssociationKind.PORTAL, "viewer")));
        await().until(() ->
                !members.associationEvents(organization, application).isEmpty());
        String other = pipeline.application();

        assertThat(post(ids(application, other)).status()).isEqualTo(201);
        assertThat(put(ids(application)).status()).isEqualTo(204);

        await().until(() -> members.associationEvents(organization, other).size() == 2);
        assertThat(members.associationEvents(organization, application)).hasSize(1);
    }

    @Test
    void replacingWithNothingRemovesAll() {
        post(ids(application));

        Answer answer = api.put(path + "/").bearer(token).json(ids()).send();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
        assertThat(api.delete(path + "/" + application + "/")
                        .bearer(token)
                        .send()
                        .body())
                .isEqualTo("{\"code\":\"entity.not_found\",\"message\":\"The resource does not exist.\"}");
    }

    @Test
    void anyKeyOfTheOrganizationIsAccepted() {
        String uuid = OrganizationKeys.uuidOf(organization).toString();
        for (String key : List.of(organization, uuid, "~label:" + organization)) {
            String own = pipeline.application();
            assertThat(api.post("/api/organizations/" + key + "/applications")
                            .bearer(token)
                            .json(ids(own))
                            .send()
                            .status())
                    .isEqualTo(201);
            await().until(() -> !members.associationEvents(organization, own).isEmpty());
        }
    }

    @Test
    void repeatedIdempotencyKeyChangesNothing() {
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(api.post(path)
                            .bearer(token)
                            .header("Idempotency-Key", key)
                            .json(ids(application))
                            .send()
                            .status())
                    .isEqualTo(201);
            api.delete(path + "/" + application).bearer(token).send();
        }

        await().until(() -> members.associationEvents(organization, application).size() == 2);
        assertThat(api.get("/api/applications/" + application + "/organizations")
                        .bearer(token)
                        .send()
                        .body())
                .isEqualTo("[]");
    }

    @Test
    void unknownApplicationIsRejectedAndNothingChanges() {
        assertRefused(post(ids(application, "no_such")), 422, REFERENCE);
        assertRefused(put(ids(application, "no_such")), 422, REFERENCE);
        pipeline.inventory().remove(application);
        assertRefused(post(ids(application)), 422, REFERENCE);

        assertThat(members.associationEvents(organization, application)).isEmpty();
    }

    @Test
    void unknownOrganizationIsNotFound() {
        for (String key : List.of(Pipeline.unique("no"), "~no", "o".repeat(200))) {
            String body = "{\"code\":\"entity.not_exists_with_id\",\"message\":\"The organization with ID `" + key
                    + "` does not exist.\"}";
            String unknown = "/api/organizations/" + key + "/applications";
            assertRefused(api.post(unknown).bearer(token).json(ids(application)).send(), 404, body);
            assertRefused(api.put(unknown).bearer(token).json(ids()).send(), 404, body);
            assertRefused(api.delete(unknown + "/" + application).bearer(token).send(), 404, body);
        }
    }

    @Test
    void inactiveOrganizationAcceptsNoApplications() {
        post(ids(application));
        pipeline.send(
                Commands.directory(
                        Commands.change(organization).setActive(false).build()),
                organization);
        await().until(() -> pipeline.organizationEvents(organization).size() == 2);

        assertRefused(
                post(ids(pipeline.application())),
                409,
                "{\"code\":\"request.conflict\",\"message\":\"the organization is not active\"}");
        assertThat(post(ids(application)).status()).isEqualTo(201);
        assertThat(put(ids()).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{}",
                "{\"applicationIds\":null}",
                "{\"applicationIds\":\"x\"}",
                "{\"applicationIds\":{}}",
                "{\"applicationIds\":[1]}",
                "{\"applicationIds\":[true]}",
                "{\"applicationIds\":[null]}",
                "{\"applicationIds\":[[\"x\"]]}",
                "{\"applicationIds\":[\"\"]}",
                "{\"applicationIds\":[\" \"]}",
                "{\"applicationIds\":[\"a\\u0000\"]}",
                "{\"applicationIds\":[\"a\\r\\nb\"]}",
                "{\"applicationIds\":[\"x\"],\"applicationIds\":[]}",
                "{\"applicationIds\":[\"x\"],\"more\":1}",
                "{\"applicationIds\":[\"x\"]}]"
            })
    void invalidBodiesAreRejected(String body) {
        for (Answer answer : List.of(post(body), put(body))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("code").asString()).isEqualTo("guard.invalid_input");
            assertThat(answer.json().path("message").asString()).startsWith("The request input is invalid: ");
            assertThat(answer.json().size()).isEqualTo(2);
        }
    }

    @Test
    void numberAndLengthOfIdsAreBounded() {
        String prefix = Pipeline.unique("system") + "_m";
        pipeline.inventory().appear(prefix, 1_000);
        String[] thousand =
                IntStream.rangeClosed(1, 1_000).mapToObj(n -> prefix + n).toArray(String[]::new);

        assertThat(post(ids(thousand)).status()).isEqualTo(201);
        assertThat(pipeline.number(
                        "select count(*) from assignment.associations where organization_id = ?", organization))
                .isEqualTo(1_000);
        String[] more =
                IntStream.rangeClosed(0, 1_000).mapToObj(n -> prefix + n).toArray(String[]::new);
        assertThat(post(ids(more)).body())
                .isEqualTo("{\"code\":\"guard.invalid_input\",\"message\":\"The request input is invalid:"
                        + " applicationIds: must have 1 to 1000 ids\"}");
        assertThat(post(ids()).status()).isEqualTo(400);
        assertRefused(post(ids("a".repeat(201))), 422, REFERENCE);
        assertThat(post(ids("a".repeat(202))).json().path("message").asString())
                .isEqualTo("The request input is invalid: applicationIds.0: must have 1 to 201 characters, none of"
                        + " them a control");
    }

    private Answer post(String body) {
        return api.post(path).bearer(token).json(body).send();
    }

    private Answer put(String body) {
        return api.put(path).bearer(token).json(body).send();
    }

    private static String ids(String... ids) {
        return List.of(ids).stream()
                .map(id -> "\"" + id + "\"")
                .collect(Collectors.joining(",", "{\"applicationIds\":[", "]}"));
    }

    private static void assertRefused(Answer answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
    }
}
