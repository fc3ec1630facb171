package dev.muster.assignmentservice.http.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.SecuritySettings;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.OrganizationType;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Organizations, information and summaries as the Cloud Controller shows them. */
class CloudOrganizationsIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final String organization = pipeline.owner(false);
    private final String customer = Directory.below(organization, OrganizationType.CUSTOMER);
    private final String token = TestTokens.shared().ofWithAll(organization);

    @Test
    void informationIsPublic() {
        Answer answer = api.get("/v2/info").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("api_version").asString()).isEqualTo("2.186.0");
        assertThat(answer.json().path("token_endpoint").asString())
                .as("the issuer of signed tokens")
                .isEqualTo(
                        pipeline.context().getBean(SecuritySettings.class).jwt().issuer());
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
    }

    @Test
    void theOrganizationsOfTheAccessScopeAreListed() {
        JsonNode list = get("/v2/organizations?order-by=id");

        assertThat(list.path("total_results").asInt()).isEqualTo(2);
        assertThat(list.path("resources").get(0).path("metadata").path("guid").asString())
                .isEqualTo(OrganizationKeys.uuidOf(organization).toString());
        assertThat(get("/v2/organizations/?q=name:the%20" + customer)
                        .path("resources")
                        .get(0)
                        .path("metadata")
                        .path("guid")
                        .asString())
                .isEqualTo(OrganizationKeys.uuidOf(customer).toString());
        assertThat(get("/v2/organizations?q=user_guid:nobody")
                        .path("total_results")
                        .asInt())
                .isZero();
    }

    @Test
    void theLinkOfAnOrganizationCanBeFollowed() {
        JsonNode listed = get("/v2/organizations").path("resources").get(1);

        assertThat(get(listed.path("metadata").path("url").asString())).isEqualTo(listed);
        for (String key : List.of(customer, "~label:" + customer)) {
            assertThat(get("/v2/organizations/" + key + "/")).isEqualTo(listed);
        }
        for (String link : List.of("users_url", "managers_url", "billing_managers_url", "auditors_url")) {
            assertThat(get(listed.path("entity").path(link).asString())
                            .path("total_results")
                            .asInt())
                    .as(link)
                    .isZero();
        }
    }

    @Test
    void anOrganizationOutsideTheScopeIsNotFound() {
        String ofCustomer = TestTokens.shared().ofWithAll(customer);

        Answer answer =
                api.get("/v2/organizations/" + organization).bearer(ofCustomer).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").asInt()).isEqualTo(30003);
    }

    @Test
    void anOrganizationIsDeletedWhenNoneIsBelowIt() {
        String administrator = TestTokens.shared().platformAdministrator();

        Answer refused = api.delete("/v2/organizations/" + organization + "?recursive=true&async=true")
                .bearer(administrator)
                .send();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").asInt()).isEqualTo(10006);
        assertThat(refused.json().path("error_code").asString()).isEqualTo("CF-AssociationNotEmpty");
        Answer deleted = api.delete("/v2/organizations/" + customer + "?recursive=true&async=false")
                .bearer(token)
                .send();
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.bytes()).isEmpty();

        assertThat(api.get("/v2/organizations/" + customer)
                        .bearer(token)
                        .send()
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(30003);
        assertThat(get("/v2/organizations").path("total_results").asInt()).isEqualTo(1);
    }

    @Test
    void anOrganizationIsNotDeletedByItselfOrByStrangers() {
        String other = TestTokens.shared().ofWithAll(pipeline.owner(false));

        Answer own = api.delete("/v2/organizations/" + customer)
                .bearer(TestTokens.shared().ofWithAll(customer))
                .send();
        Answer foreign =
                api.delete("/v2/organizations/" + customer).bearer(other).send();

        assertThat(own.status()).isEqualTo(403);
        assertThat(own.json().path("code").asInt()).isEqualTo(10003);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.json().path("code").asInt()).isEqualTo(30003);
        get("/v2/organizations/" + customer);
    }

    @Test
    void aSummaryHasTheOrganizationsByRoleWithTheirManagers() {
        String user = Directory.user(organization);
        Directory.join(user, organization, MembershipRole.USER, MembershipRole.MANAGER);
        Directory.join(user, customer, MembershipRole.AUDITOR);

        JsonNode summary = get("/v2/users/" + user + "/summary");

        assertThat(List.copyOf(summary.path("metadata").propertyNames()))
                .containsExactly("guid", "created_at", "updated_at");
        assertThat(List.copyOf(summary.path("entity").propertyNames()))
                .containsExactly(
                        "organizations",
                        "managed_organizations",
                        "billing_managed_organizations",
                        "audited_organizations",
                        "spaces",
                        "managed_spaces",
                        "audited_spaces");
        JsonNode entity = summary.path("entity");
        assertThat(entity.path("organizations").size()).isEqualTo(2);
        assertThat(entity.path("billing_managed_organizations").size()).isZero();
        assertThat(entity.path("audited_organizations").size()).isEqualTo(1);
        JsonNode managed = entity.path("managed_organizations").get(0);
        assertThat(managed.path("entity").path("name").asString()).isEqualTo("The " + organization);
        assertThat(managed.path("entity").path("status").asString()).isEqualTo("active");
        assertThat(managed.path("entity")
                        .path("managers")
                        .get(0)
                        .path("metadata")
                        .path("guid")
                        .asString())
                .isEqualTo(user);
    }

    private JsonNode get(String path) {
        Answer answer = api.get(path).bearer(token).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
