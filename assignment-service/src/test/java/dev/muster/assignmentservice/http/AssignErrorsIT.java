package dev.muster.assignmentservice.http;

import static dev.muster.assignmentservice.http.Applications.data;
import static dev.muster.assignmentservice.http.Applications.wrongField;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.OrganizationType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignErrorsIT {

    private static final String DENIED = "{\"code\":403,\"message\":\"access denied to application\",\"data\":{}}";

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final TestTokens tokens = TestTokens.shared();
    private final Applications applications = new Applications();
    private final String administrator = tokens.platformAdministrator();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{}",
                "{\"organization_id\":null}",
                "{\"organization_id\":\"\"}",
                "{\"organization_id\":1}",
                "{\"organization_id\":true}",
                "{\"organization_id\":[]}",
                "{\"organization_id\":\"a\",\"organization_id\":\"b\"}",
                "{\"organization_id\":\"a\",\"more\":1}",
                "{\"organization_id\":\"a\\u0000\"}",
                "{\"organization_id\":\"a\"} trailing"
            })
    void aBodyThatIsNotTheDocumentsIsToldBeforeTheApplicationIsLookedFor(String body) {
        Answer answer = api.patch("/api/applications/nobody_knows/assign")
                .bearer(administrator)
                .json(body)
                .send();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(DocumentShape.of("/contracts/assign-application/400.json").differences(answer.json()))
                .isEmpty();
    }

    @Test
    void aKeyThatIsLongerThanAnyIsWrong() {
        assertThat(wrongField(applications.assign(administrator, "nobody_knows", "~" + "x".repeat(129))))
                .isEqualTo("organization_id");
    }

    @Test
    void everyKeyOfTheOrganizationIsAcceptedAndItsPublicIdComesBack() {
        String organization = pipeline.owner(false);
        String application = pipeline.application();
        String uuid = pipeline.database()
                .queryForObject(
                        "select uuid from assignment.organization where organization_id = ?",
                        String.class,
                        organization);

        for (String key : List.of(organization, uuid, "~label:" + organization)) {
            Answer answer = applications.assign(administrator, application, key);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(data(answer).get("organization").get("id").stringValue()).isEqualTo(uuid);
        }
        assertThat(pipeline.row(application)).containsEntry("ownership_revision", 1L);
    }

    @Test
    void anApplicationOutOfReachIsDeniedBeforeTheOrganizationIsLookedAt() {
        String owner = pipeline.owner(false);
        String mine = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String sibling = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String application = pipeline.application();
        applications.assign(administrator, application, sibling);
        String token = tokens.ofWithAll(mine);

        assertThat(applications.assign(token, application, mine).body()).isEqualTo(DENIED);
        assertThat(applications.assign(token, application, "nobody-knows-it").body())
                .isEqualTo(DENIED);
        assertThat(applications.unassign(token, application).send().body()).isEqualTo(DENIED);
        assertThat(applications.get(token, application).status()).isEqualTo(404);
    }

    @Test
    void aCustomerAssignsNeitherToASiblingNorToItsParentNorToNobodyKnown() {
        String owner = pipeline.owner(false);
        String reseller = pipeline.register(OrganizationType.RESELLER, owner, false);
        String mine = pipeline.register(OrganizationType.CUSTOMER, reseller, false);
        String sibling = pipeline.register(OrganizationType.CUSTOMER, reseller, false);
        String application = pipeline.application();
        applications.assign(administrator, application, mine);
        String token = tokens.ofWithAll(mine);

        for (String key : List.of(sibling, reseller, owner, "nobody-knows-it", "~nobody-knows-it")) {
            Answer answer = applications.assign(token, application, key);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo(DENIED);
        }
        assertThat(applications
                        .assign(administrator, application, "nobody-knows-it")
                        .body())
                .isEqualTo(DENIED);
        assertThat(applications
                        .assign(tokens.ofWithAll(reseller), application, sibling)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anInactiveOrganizationWithinReachIsNamed() {
        String inactive = pipeline.owner(false);
        pipeline.change(inactive, change -> change.setActive(false));

        Answer answer = applications.assign(administrator, pipeline.application(), inactive);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(wrongField(answer)).isEqualTo("organization_id");
    }

    @Test
    void aRemovedApplicationIsNotFoundToWritersAndShownWithItsTimeToReaders() {
        String application = pipeline.application();
        pipeline.inventory().remove(application);

        assertThat(applications
                        .assign(administrator, application, pipeline.owner(false))
                        .status())
                .isEqualTo(404);
        assertThat(applications.unassign(administrator, application).send().status())
                .isEqualTo(404);
        assertThat(data(applications.get(administrator, application)).has("deleted_at"))
                .isTrue();
    }

    @Test
    void theSameIdempotencyKeyGivesTheFirstOutcomeAndChangesNothing() {
        String first = pipeline.owner(false);
        String second = pipeline.owner(false);
        String application = pipeline.application();
        String key = java.util.UUID.randomUUID().toString();

        assertThat(keyed(application, first, key).status()).isEqualTo(200);
        applications.assign(administrator, application, second);
        assertThat(keyed(application, first, key).status()).isEqualTo(200);

        assertThat(pipeline.row(application)).containsEntry("organization_id", second);
        assertThat(keyed(application, second, key).status()).isEqualTo(409);
        assertThat(keyed(pipeline.application(), first, key).status()).isEqualTo(409);
        assertThat(wrongField(keyed(application, first, "no uuid"))).isEqualTo("Idempotency-Key");
    }

    @Test
    void aRepeatedUnassignmentIsAnsweredAgainThoughItEndedTheCallersOwnReach() {
        String mine = pipeline.owner(false);
        String application = pipeline.application();
        applications.assign(administrator, application, mine);
        String token = tokens.ofWithAll(mine);
        String key = java.util.UUID.randomUUID().toString();

        Answer first = unassign(token, application, key);
        assertThat(first.status()).isEqualTo(200);
        Answer again = unassign(token, application, key);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(unassign(tokens.ofWithAll(mine), application, key).body()).isEqualTo(DENIED);
        assertThat(unassign(token, application, java.util.UUID.randomUUID().toString())
                        .body())
                .isEqualTo(DENIED);

        applications.assign(administrator, application, pipeline.owner(false));
        assertThat(unassign(token, application, key).body()).isEqualTo(DENIED);
    }

    @Test
    void aRejectionIsAnOutcomeThatIsKeptToo() {
        String organization = pipeline.owner(false);
        pipeline.change(organization, change -> change.setActive(false));
        String application = pipeline.application();
        String key = java.util.UUID.randomUUID().toString();
        assertThat(keyed(application, organization, key).status()).isEqualTo(400);
        pipeline.change(organization, change -> change.setActive(true));

        assertThat(keyed(application, organization, key).status()).isEqualTo(400);
        assertThat(applications.assign(administrator, application, organization).status())
                .isEqualTo(200);
    }

    @Test
    void ofTwoThatAssignAtOnceWithTheSameETagOneWinsAndTheOtherLearns() {
        String organization = pipeline.owner(false);
        String other = pipeline.owner(false);
        String application = pipeline.application();
        String tag = applications.get(administrator, application).requiredHeader("ETag");

        List<Integer> answers = Stream.of(organization, other)
                .map(one -> CompletableFuture.supplyAsync(() -> applications
                        .call(administrator, application, one)
                        .header("If-Match", tag)
                        .send()
                        .status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).containsExactlyInAnyOrder(200, 412);
        assertThat(pipeline.row(application)).containsEntry("ownership_revision", 1L);
    }

    @Test
    void ifMatchTakesAnythingThereIsAndRefusesWhatIsNoTag() {
        String organization = pipeline.owner(false);
        String application = pipeline.application();

        assertThat(matching(application, organization, "*")).isEqualTo(200);
        assertThat(matching(application, organization, "\"1-0\"")).isEqualTo(200);
        assertThat(matching(application, organization, "\"7-7\", \"1-0\"")).isEqualTo(200);
        assertThat(matching(application, organization, "\"0-0\"")).isEqualTo(412);
        assertThat(matching(application, organization, "W/\"1-0\"")).isEqualTo(412);
        assertThat(matching(application, organization, "\"1-5\"")).isEqualTo(412);
        assertThat(matching(application, organization, "1-0")).isEqualTo(400);
    }

    @Test
    void anUnassignedApplicationHasNoOrganizationAndUnassigningAgainChangesNothing() {
        String application = pipeline.application();
        applications.assign(administrator, application, pipeline.owner(false));

        Answer answer = applications.unassign(administrator, application).send();
        Answer again = applications.unassign(administrator, application).send();

        assertThat(data(answer).get("organization").isNull()).isTrue();
        assertThat(data(answer).get("organization_id").isNull()).isTrue();
        assertThat(data(answer).get("status").stringValue()).isEqualTo("unassigned");
        assertThat(again.header("ETag")).isEqualTo("\"2-0\"").isEqualTo(answer.header("ETag"));
    }

    private Answer unassign(String token, String application, String key) {
        return applications
                .unassign(token, application)
                .header("Idempotency-Key", key)
                .send();
    }

    private Answer keyed(String application, String organization, String key) {
        return applications
                .call(administrator, application, organization)
                .header("Idempotency-Key", key)
                .send();
    }

    private int matching(String application, String organization, String tag) {
        return applications
                .call(administrator, application, organization)
                .header("If-Match", tag)
                .send()
                .status();
    }
}
