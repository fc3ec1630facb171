package dev.muster.assignmentservice.http;

import static dev.muster.assignmentservice.http.Applications.data;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.OrganizationType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The owner of a system sees that a sibling owns an application on it, but not who it is, nor its notes. */
class OwnersOutOfScopeIT {

    private static final String NOTES = "call the sibling first";

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final TestTokens tokens = TestTokens.shared();
    private final Applications applications = new Applications();
    private final String administrator = tokens.platformAdministrator();
    private final String owner = pipeline.owner(false);
    private final String mine = pipeline.register(OrganizationType.CUSTOMER, owner, false);
    private final String sibling = pipeline.register(OrganizationType.CUSTOMER, owner, true);
    private final String system = Pipeline.unique("shared");
    private final String application = applications.listed(system + "_mail1");
    private final String myToken = tokens.ofWithAll(mine);
    private final String siblingToken = tokens.ofWithAll(sibling);

    OwnersOutOfScopeIT() {
        api.patch("/api/systems/" + system)
                .bearer(administrator)
                .json("{\"organization_id\":\"" + mine + "\"}")
                .send();
        applications.assign(administrator, application, sibling);
        assertThat(put(siblingToken, "{\"notes\":\"" + NOTES + "\"}").status()).isEqualTo(200);
    }

    @Test
    void applicationShowsNeitherOwnerNorNotesToTheOwnerOfItsSystem() {
        JsonNode toMe = data(applications.get(myToken, application));
        JsonNode toSibling = data(applications.get(siblingToken, application));

        assertHidden(toMe);
        assertThat(toSibling.get("organization_id").stringValue()).isEqualTo(sibling);
        assertThat(toSibling.get("notes").stringValue()).isEqualTo(NOTES);
        assertThat(toSibling.get("rebranding_org_id").stringValue()).isEqualTo(sibling);
        assertThat(data(applications.get(tokens.ofWithAll(owner), application))
                        .get("organization_id")
                        .stringValue())
                .isEqualTo(sibling);
    }

    @Test
    void listShowsTheApplicationWithoutItsOwner() {
        JsonNode listed = data(applications.list(myToken, "?system_id=" + system));

        assertThat(listed.get("pagination").get("total_count").intValue()).isEqualTo(1);
        assertHidden(listed.get("applications").get(0));
        assertThat(data(applications.list(siblingToken, "?system_id=" + system)).toString())
                .contains(sibling, NOTES);
    }

    @Test
    void filterByAnOwnerOutOfScopeFindsNothing() {
        for (String key : List.of(sibling, "~label:" + sibling, "nobody")) {
            assertThat(data(applications.list(myToken, "?organization_id=" + key))
                            .get("pagination")
                            .get("total_count")
                            .intValue())
                    .as(key)
                    .isZero();
        }
        assertThat(data(applications.list(myToken, "?status=assigned&system_id=" + system))
                        .get("pagination")
                        .get("total_count")
                        .intValue())
                .isEqualTo(1);
        assertThat(data(applications.list(myToken, "?search=" + sibling)).toString())
                .doesNotContain(application);
        assertThat(data(applications.list(myToken, "?search=call")).toString()).doesNotContain(application);
    }

    @Test
    void orderByOwnersTellsNothingAboutOwnersOutOfScope() {
        String other = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String onlyThese = "&page_size=2&system_id=" + system;
        String second = applications.listed(system + "_mail2");
        String owned = applications.listed(system + "_mail3");
        String free = applications.listed(system + "_mail4");
        applications.assign(administrator, second, other);
        applications.assign(administrator, owned, mine);

        List<String> orders = new ArrayList<>();
        for (List<String> names : List.of(List.of("Aaa", "Zzz"), List.of("Zzz", "Aaa"), List.of("Mmm", "Mmm"))) {
            pipeline.change(sibling, change -> change.setName(names.get(0)));
            pipeline.change(other, change -> change.setName(names.get(1)));
            orders.add(ordered("?sort_by=organization_name" + onlyThese));
            orders.add(ordered("?sort_by=organization_name&sort_direction=desc" + onlyThese));
        }

        assertThat(orders.get(0)).isEqualTo(String.join(" ", owned, application, second, free));
        assertThat(orders.get(1)).isEqualTo(String.join(" ", free, second, application, owned));
        assertThat(orders.subList(2, 4)).isEqualTo(orders.subList(0, 2));
        assertThat(orders.subList(4, 6)).isEqualTo(orders.subList(0, 2));
    }

    /** The ids of all pages, in their order; no cursor has a name of an owner out of scope. */
    private String ordered(String query) {
        List<String> ids = new ArrayList<>();
        JsonNode page = data(applications.list(myToken, query));
        while (true) {
            page.get("applications").forEach(one -> ids.add(one.get("id").stringValue()));
            JsonNode cursor = page.get("pagination").get("next_cursor");
            if (cursor == null || cursor.isNull()) {
                return String.join(" ", ids);
            }
            String text = cursor.stringValue();
            assertThat(new String(Base64.getUrlDecoder().decode(text), UTF_8))
                    .doesNotContainIgnoringCase("aaa", "zzz", "mmm");
            page = data(applications.list(myToken, query + "&cursor=" + text));
        }
    }

    @Test
    void summaryCountsTheApplicationAsAssignedWithoutNamingItsOwner() {
        Answer summary = api.get("/api/applications/summary").bearer(myToken).send();

        assertThat(data(summary).get("by_status").toString())
                .isEqualTo("[{\"status\":\"assigned\",\"count\":1},{\"status\":\"unassigned\",\"count\":0}]");
        assertThat(data(summary).get("by_organization").isEmpty()).isTrue();
        assertThat(data(api.get("/api/applications/summary")
                                .bearer(tokens.ofWithAll(owner))
                                .send())
                        .get("by_organization")
                        .toString())
                .contains(sibling);
    }

    @Test
    void organizationsOfTheApplicationLackTheOwner() {
        Answer listed = api.get("/api/applications/" + application + "/organizations")
                .bearer(myToken)
                .send();

        assertThat(listed.json().isEmpty()).isTrue();
        assertThat(listed.requiredHeader("Total-Number")).isEqualTo("0");
    }

    @Test
    void hiddenNotesAreNeitherOverwrittenNorDeletedByWhoDoesNotSeeThem() {
        String shown = data(applications.get(myToken, application)).toString();

        assertThat(put(myToken, "{\"notes\":\"mine\"}").status()).isEqualTo(403);
        Answer sentBack = put(myToken, shown);
        Answer renamed = put(myToken, "{\"display_name\":\"The mail server\",\"notes\":null}");

        assertThat(sentBack.status()).isEqualTo(200);
        assertThat(renamed.status()).isEqualTo(200);
        assertHidden(data(renamed));
        JsonNode toSibling = data(applications.get(siblingToken, application));
        assertThat(toSibling.get("notes").stringValue()).isEqualTo(NOTES);
        assertThat(toSibling.get("display_name").stringValue()).isEqualTo("The mail server");
    }

    @Test
    void repeatedAssignmentDoesNotShowALaterOwner() {
        String key = java.util.UUID.randomUUID().toString();
        applications
                .call(myToken, application, mine)
                .header("Idempotency-Key", key)
                .send();
        applications.assign(administrator, application, sibling);

        Answer repeated = applications
                .call(myToken, application, mine)
                .header("Idempotency-Key", key)
                .send();

        assertThat(repeated.status()).isEqualTo(200);
        assertHidden(data(repeated));
    }

    private void assertHidden(JsonNode shown) {
        assertThat(shown.get("id").stringValue()).isEqualTo(application);
        assertThat(shown.get("status").stringValue()).isEqualTo("assigned");
        for (String field :
                List.of("organization_id", "organization_type", "organization", "notes", "rebranding_org_id")) {
            assertThat(shown.get(field).isNull()).as(field).isTrue();
        }
        assertThat(shown.get("rebranding_enabled").booleanValue()).isFalse();
        assertThat(shown.toString()).doesNotContain(sibling).doesNotContain(NOTES);
    }

    private Answer put(String token, String body) {
        return api.put("/api/applications/" + application)
                .bearer(token)
                .json(body)
                .send();
    }
}
