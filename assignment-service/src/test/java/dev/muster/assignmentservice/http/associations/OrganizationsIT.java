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
import dev.muster.directory.AssociationKind;
import dev.muster.directory.OrganizationType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OrganizationsIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final Members members = Members.shared();
    private final Api api = Api.shared();
    private final String token = TestTokens.shared().platformAdministrator();
    private final String organization = pipeline.owner(false);
    private final String application = pipeline.application();

    @Test
    void organizationIsReadByAnyKey() {
        String publicId = OrganizationKeys.publicIdOf(organization);
        for (String key : List.of(
                organization, publicId, OrganizationKeys.uuidOf(organization).toString())) {
            JsonNode body = get("/api/organizations/" + key).json();

            assertThat(body.path("id").asString()).isEqualTo(publicId);
            assertThat(body.has("organizationRoles")).isFalse();
            assertThat(body.path("color").toString()).isEqualTo("{}");
            assertThat(body.path("customCss").isNull()).isTrue();
        }
    }

    @Test
    void organizationsAreFoundByAPartOfTheirId() {
        Answer found = get("/api/organizations?q="
                + OrganizationKeys.publicIdOf(organization).substring(2));

        assertThat(ids(found.json())).contains(OrganizationKeys.publicIdOf(organization));
        assertThat(found.header("Total-Number")).isNotNull();
        assertThat(found.header("Link")).contains("rel=\"first\"");
    }

    @Test
    void organizationsOutsideTheScopeAreHidden() {
        String other = TestTokens.shared().ofWithAll(pipeline.owner(false));

        assertThat(ids(api.get("/api/organizations?page_size=100")
                        .bearer(other)
                        .send()
                        .json()))
                .hasSize(1)
                .doesNotContain(OrganizationKeys.publicIdOf(organization));
        assertThat(api.get("/api/organizations/" + organization)
                        .bearer(other)
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/api/organizations/" + organization + "/applications")
                        .bearer(other)
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void ownedAndAssociatedApplicationsAreListedWithTheirRoles() {
        String owned = pipeline.application();
        pipeline.decide(Commands.assign(owned, organization));
        associate("viewer");

        JsonNode applications =
                get("/api/organizations/" + organization + "/applications").json();

        assertThat(ids(applications)).containsExactlyInAnyOrder(application, owned);
        for (JsonNode one : applications) {
            boolean isOwned = one.path("id").asString().equals(owned);
            assertThat(one.path("organizationRoles").size()).isEqualTo(isOwned ? 0 : 1);
            assertThat(one.path("type").asString()).isEqualTo("MachineToMachine");
        }
        assertThat(ids(get("/api/organizations/" + organization + "/applications?q=" + owned)
                        .json()))
                .containsExactly(owned);
    }

    @Test
    void removedApplicationIsNotListed() {
        associate();
        pipeline.inventory().remove(application);

        await().untilAsserted(() -> assertThat(get("/api/organizations/" + organization + "/applications")
                        .body())
                .isEqualTo("[]"));
    }

    @Test
    void rolesOfAnApplicationAreListed() {
        associate("viewer", "editor");
        String path = "/api/organizations/" + organization + "/applications/" + application + "/roles";

        assertThat(ids(get(path).json())).containsExactly("editor", "viewer");
        assertThat(ids(get(path + "?page=2&page_size=1").json())).containsExactly("viewer");
        assertThat(get(path + "?page=9").body()).isEqualTo("[]");
        assertThat(api.get("/api/organizations/" + organization + "/applications/none/roles")
                        .bearer(token)
                        .send()
                        .body())
                .contains("entity.not_found");
    }

    @Test
    void aDeletedOrganizationDoesNotExist() {
        String below = pipeline.register(OrganizationType.CUSTOMER, organization, false);
        associate();
        String key = UUID.randomUUID().toString();

        Answer refused = delete(organization, key);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("request.conflict");
        assertThat(delete(below, key).status()).isEqualTo(204);
        assertThat(delete(below, key).status()).isEqualTo(204);
        assertThat(delete(organization, UUID.randomUUID().toString()).status()).isEqualTo(204);

        assertThat(delete(organization, UUID.randomUUID().toString()).body()).contains("entity.not_exists_with_id");
        Answer list = get("/api/applications/" + application + "/organizations");
        assertThat(list.body()).isEqualTo("[]");
        assertThat(list.header("Total-Number")).isEqualTo("0");
    }

    @Test
    void anOrganizationOutsideTheScopeIsNotDeleted() {
        String other = TestTokens.shared().ofWithAll(pipeline.owner(false));

        assertThat(api.delete("/api/organizations/" + organization)
                        .bearer(other)
                        .send()
                        .status())
                .isEqualTo(404);
        get("/api/organizations/" + organization);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%00", "q=a&q=b", "page=0", "page_size=101"})
    void invalidParametersAreRejected(String query) {
        Answer answer = api.get("/api/organizations?" + query).bearer(token).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).startsWith("guard.");
    }

    private void associate(String... roles) {
        members.send(Members.association(organization, Members.associate(application, AssociationKind.MEMBER, roles)));
        await().until(() ->
                !members.associationEvents(organization, application).isEmpty());
    }

    private Answer delete(String id, String idempotencyKey) {
        return api.delete("/api/organizations/" + id)
                .bearer(token)
                .header("Idempotency-Key", idempotencyKey)
                .send();
    }

    private Answer get(String path) {
        Answer answer = api.get(path).bearer(token).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }
}
