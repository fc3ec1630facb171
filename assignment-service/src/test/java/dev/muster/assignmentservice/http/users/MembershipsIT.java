package dev.muster.assignmentservice.http.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.pipeline.Members;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.MembershipRole;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipsIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final Members members = Members.shared();
    private final Api api = Api.shared();
    private final String token = TestTokens.shared().platformAdministrator();
    private final String organization = pipeline.owner(false);
    private final String user = Directory.user(null);

    @Test
    void associatingPublishesOneEventByTheCaller() {
        put(organization);
        put(organization);
        delete(organization);
        delete(organization);
        put(organization);

        await().until(() -> members.membershipEvents(organization, user).size() == 3);
        List<MembershipEvent> events = members.membershipEvents(organization, user);
        assertThat(events).extracting(MembershipEvent::getRevision).containsExactly(1L, 2L, 3L);
        assertThat(events.get(0).getAfter().getRoles()).containsExactly(MembershipRole.USER);
        assertThat(events.get(0).getCause().getActor()).startsWith("token:administrator");
        assertThat(pipeline.number("select count(*) from assignment.directory_command where subject_id = ?", user))
                .isEqualTo(6);
    }

    @Test
    void repeatedIdempotencyKeyChangesNothing() {
        UUID key = UUID.randomUUID();
        assertThat(api.put(path(organization))
                        .bearer(token)
                        .header("Idempotency-Key", key.toString())
                        .send()
                        .status())
                .isEqualTo(201);
        delete(organization);
        assertThat(api.put(path(organization))
                        .bearer(token)
                        .header("Idempotency-Key", key.toString())
                        .send()
                        .status())
                .isEqualTo(201);

        assertThat(organizations("").path("total_results").asInt()).isZero();
        await().until(() -> members.membershipEvents(organization, user).size() == 2);
        assertThat(members.membershipEvents(organization, user)
                        .get(0)
                        .getCause()
                        .getCommandId())
                .isEqualTo(key);
    }

    @Test
    void repeatedRemovalSucceedsAfterTheCallerLostAccess() {
        put(organization);
        String own = TestTokens.shared().ofWithAll(organization);
        UUID key = UUID.randomUUID();

        assertThat(remove(own, key).status()).isEqualTo(204);
        assertThat(remove(own, key).status()).isEqualTo(204);
        assertThat(remove(own, UUID.randomUUID()).status()).isEqualTo(400);
        assertThat(remove(TestTokens.shared().ofWithAll(organization), key).status())
                .isEqualTo(409);
    }

    @Test
    void anyKeyOfAnOrganizationIsAccepted() {
        for (String key : List.of(
                organization,
                OrganizationKeys.uuidOf(organization).toString(),
                OrganizationKeys.publicIdOf(organization),
                "~label:" + organization)) {
            put(key);
        }

        assertThat(organizations("").path("total_results").asInt()).isEqualTo(1);
        delete("~label:" + organization);
        assertThat(organizations("").path("total_results").asInt()).isZero();
    }

    @Test
    void bodiesAreIgnored() {
        String body = "{\"not\": \"read\"";
        assertThat(api.put(path(organization)).bearer(token).json(body).send().status())
                .isEqualTo(201);
        assertThat(api.put(path(organization)).bearer(token).json("").send().status())
                .isEqualTo(201);
        assertThat(api.put(path(organization) + "/")
                        .bearer(token)
                        .body("text/plain", new byte[] {0})
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void removalAffectsNoOtherMembershipAndReturnsNoContent() {
        String other = pipeline.owner(false);
        put(organization);
        put(other);

        Answer answer =
                api.delete(path(organization) + "/").bearer(token).json("").send();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("X-VCAP-Request-ID")).isNotNull();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(organizations("")
                        .path("resources")
                        .get(0)
                        .path("metadata")
                        .path("guid")
                        .asString())
                .isEqualTo(OrganizationKeys.uuidOf(other).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "managed_organizations, MANAGER",
        "billing_managed_organizations, BILLING_MANAGER",
        "audited_organizations, AUDITOR"
    })
    void roleRelationsAddTheirRoleAndUser(String relation, MembershipRole role) {
        String path = "/v2/users/" + user + "/" + relation + "/" + organization;
        assertThat(api.put(path).bearer(token).send().status()).isEqualTo(201);

        await().until(() -> !members.membershipEvents(organization, user).isEmpty());
        assertThat(members.membershipEvents(organization, user)
                        .get(0)
                        .getAfter()
                        .getRoles())
                .containsExactly(MembershipRole.USER, role);
        assertThat(list("/v2/users/" + user + "/" + relation + "/")
                        .path("total_results")
                        .asInt())
                .isEqualTo(1);

        assertThat(api.delete(path + "/").bearer(token).send().status()).isEqualTo(204);
        assertThat(list("/v2/users/" + user + "/" + relation)
                        .path("total_results")
                        .asInt())
                .isZero();
        assertThat(organizations("").path("total_results").asInt()).isEqualTo(1);
    }

    @Test
    void losingTheLastRoleEndsTheMembership() {
        Directory.join(user, organization, MembershipRole.AUDITOR);
        assertThat(api.delete("/v2/users/" + user + "/audited_organizations/" + organization)
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(204);

        assertThat(organizations("").path("total_results").asInt()).isZero();
    }

    private Answer remove(String bearer, UUID key) {
        return api.delete(path(organization))
                .bearer(bearer)
                .header("Idempotency-Key", key.toString())
                .send();
    }

    private void put(String key) {
        assertThat(api.put(path(key)).bearer(token).json("").send().status()).isEqualTo(201);
    }

    private void delete(String key) {
        assertThat(api.delete(path(key)).bearer(token).send().status()).isEqualTo(204);
    }

    private String path(String key) {
        return "/v2/users/" + user + "/organizations/" + key;
    }

    private tools.jackson.databind.JsonNode organizations(String query) {
        return list("/v2/users/" + user + "/organizations" + query);
    }

    private tools.jackson.databind.JsonNode list(String path) {
        Answer answer = api.get(path).bearer(token).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
