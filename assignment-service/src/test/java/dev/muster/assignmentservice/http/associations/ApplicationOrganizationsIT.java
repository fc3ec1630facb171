package dev.muster.assignmentservice.http.associations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Inventory;
import dev.muster.assignmentservice.pipeline.Members;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.AssociationKind;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ApplicationOrganizationsIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final Members members = Members.shared();
    private final Api api = Api.shared();
    private final String token = TestTokens.shared().platformAdministrator();
    private final String application = pipeline.application();
    private final String path = "/api/applications/" + application + "/organizations";

    @Test
    void anOrganizationHasEveryField() {
        String id = Pipeline.unique("organization.with.a.long.name");
        Instant before = Instant.now();
        register(RegisterOrganization.newBuilder(Commands.organization(id, OrganizationType.OWNER, null, false))
                .setDescription("About \"it\"")
                .setProperties("{\"a\":{\"b\":[1,2.5,null]}}")
                .setLogo("https://example.org/logo.png")
                .setDarkFavicon("/media/dark.png")
                .build());
        associate(id, "viewer", "editor");

        JsonNode one = list("").get(0);

        assertThat(one.path("tenantId").asString()).isEqualTo("muster");
        assertThat(one.path("id").asString())
                .isEqualTo(OrganizationKeys.publicIdOf(id))
                .hasSizeLessThanOrEqualTo(21);
        assertThat(one.path("name").asString()).isEqualTo("The " + id);
        assertThat(one.path("description").asString()).isEqualTo("About \"it\"");
        assertThat(one.path("customData").toString()).isEqualTo("{\"a\":{\"b\":[1,2.5,null]}}");
        assertThat(one.path("isMfaRequired").isBoolean()).isTrue();
        assertThat(one.path("branding").toString())
                .isEqualTo("{\"logoUrl\":\"https://example.org/logo.png\",\"darkFavicon\":\""
                        + pipeline.http("/media/dark.png") + "\"}");
        assertThat(one.path("createdAt").isIntegralNumber()).isTrue();
        assertThat(Instant.ofEpochMilli(one.path("createdAt").asLong()))
                .isBetween(before.minusMillis(1), Instant.now());
        assertThat(one.path("organizationRoles").toString())
                .isEqualTo("[{\"id\":\"editor\",\"name\":\"editor\"},{\"id\":\"viewer\",\"name\":\"viewer\"}]");
        assertThat(one.path("color").toString()).isEqualTo("{}");
        assertThat(one.path("customCss").isNull()).isTrue();
        assertThat(one.size()).isEqualTo(11);
    }

    @Test
    void ownerIsListedOnceAndAssigningReplacesOnlyTheOwner() {
        String first = pipeline.owner(false);
        String second = pipeline.owner(false);
        String member = pipeline.owner(false);
        associate(member);
        associate(first, "viewer");
        assign(first);
        assertThat(ids(list(""))).containsExactly(first, member);

        assign(second);

        assertThat(ids(list(""))).containsExactly(first, second, member);
        assertThat(list("").get(1).path("organizationRoles").size()).isZero();
        assertThat(list("").get(1).path("branding").toString()).isEqualTo("{}");
    }

    @Test
    void unownedApplicationHasAnEmptyList() {
        Answer answer = api.get(path + "/").bearer(token).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
        assertThat(answer.header("Total-Number")).isEqualTo("0");
        assertThat(answer.headers("Link")).hasSize(1);
    }

    @Test
    void pagesListEveryOrganizationOnceInCreationOrder() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(pipeline.owner(false));
        }
        for (int i = 4; i >= 0; i--) {
            associate(all.get(i));
        }

        assertThat(ids(list(""))).isEqualTo(all);
        assertThat(ids(list("?page=2&page_size=2"))).isEqualTo(all.subList(2, 4));
        assertThat(ids(list("?page=003&page_size=2"))).isEqualTo(all.subList(4, 5));
        Answer beyond =
                api.get(path + "?page=999999999&page_size=100").bearer(token).send();
        assertThat(beyond.body()).isEqualTo("[]");
        assertThat(beyond.header("Total-Number")).isEqualTo("5");
    }

    @Test
    void longQueriesAndIdsFitIntoTheLinks() {
        String query = "?page=2&page_size=1&x=" + ",".repeat(2_000);
        assertThat(link(query)).contains("?page_size=1&page=1>; rel=\"first\"");

        String longest =
                Inventory.incompressibleText(100) + Pipeline.unique("") + "_" + Inventory.incompressibleText(91);
        pipeline.inventory().appear(longest);
        Answer answer = api.get("/api/applications/" + URLEncoder.encode(longest, UTF_8) + "/organizations?page=2&x="
                        + ",".repeat(900))
                .bearer(token)
                .send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.requiredHeader("Link")).hasSizeGreaterThan(8 * 1024);
    }

    @Test
    void numbersThatAreLongerWhenTheyAreWrittenAgainAreShown() {
        String id = Pipeline.unique("organization");
        register(RegisterOrganization.newBuilder(Commands.organization(id, OrganizationType.OWNER, null, false))
                .setProperties("{\"a\":" + "1".repeat(999) + "e1}")
                .build());
        associate(id);

        assertThat(api.get(path).bearer(token).send().status()).isEqualTo(200);
    }

    @Test
    void linksRepeatTheQueryWithoutCredentials() {
        for (int i = 0; i < 3; i++) {
            associate(pipeline.owner(false));
        }

        String link = link("?x=%0d%0aSet-Cookie:a%3Db%3E;%20%22%26&page_size=1&token=secret&page=2&x=%C3%BC"
                + "&access_token=secret&empty=");

        String begin =
                "<" + pipeline.http(path) + "?x=%0D%0ASet-Cookie%3Aa%3Db%3E%3B%20%22%26&x=%C3%BC&page_size=1&page=";
        assertThat(link)
                .isEqualTo(begin + "1&empty=>; rel=\"first\", " + begin + "1&empty=>; rel=\"prev\", " + begin
                        + "3&empty=>; rel=\"last\", " + begin + "3&empty=>; rel=\"next\"");
    }

    @Test
    void linksOfFirstLastAndBeyondLastPage() {
        for (int i = 0; i < 3; i++) {
            associate(pipeline.owner(false));
        }

        assertThat(relations("?page_size=2")).containsExactly("first", "last", "next");
        assertThat(relations("?page_size=2&page=2")).containsExactly("first", "prev", "last");
        assertThat(relations("?page_size=2&page=9")).containsExactly("first", "prev", "last");
        assertThat(relations("?page_size=3")).containsExactly("first", "last");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=x",
                "page=1.0",
                "page=%2B1",
                "page=1&page=2",
                "page=99999999999999999999",
                "page=%00",
                "page_size=0",
                "page_size=101",
                "page_size=many",
                "page_size=1e1",
                "page=1&page_size=-5"
            })
    void invalidPageIsRejectedBeforeTheLookup(String query) {
        for (String id : List.of(application, "no_such")) {
            Answer answer = api.get("/api/applications/" + id + "/organizations?" + query)
                    .bearer(token)
                    .send();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("{\"code\":\"guard.invalid_pagination\","
                            + "\"message\":\"The request pagination value is invalid.\"}");
        }
    }

    @Test
    void emptyParametersCountAsAbsent() {
        associate(pipeline.owner(false));

        assertThat(list("?page=&page_size=").size()).isEqualTo(1);
    }

    @Test
    void pageSizeIsAtMost100() {
        assertThat(list("?page_size=100&page=1").size()).isZero();
    }

    @Test
    void removedApplicationKeepsItsAssociations() {
        associate(pipeline.owner(false));
        pipeline.inventory().remove(application);

        assertThat(list("").size()).isEqualTo(1);
    }

    private void register(RegisterOrganization registration) {
        String id = registration.getOrganizationId();
        pipeline.send(Commands.directory(registration), id);
        await().until(() -> !pipeline.organizationEvents(id).isEmpty());
    }

    private void assign(String organizationId) {
        assertThat(pipeline.decide(Commands.assign(application, organizationId)).getStatus())
                .isEqualTo(OutcomeStatus.APPLIED);
    }

    private void associate(String organizationId, String... roles) {
        members.send(
                Members.association(organizationId, Members.associate(application, AssociationKind.MEMBER, roles)));
        await().until(() ->
                !members.associationEvents(organizationId, application).isEmpty());
    }

    private JsonNode list(String query) {
        Answer answer = api.get(path + query).bearer(token).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String link(String query) {
        return Objects.requireNonNull(api.get(path + query).bearer(token).send().header("Link"));
    }

    private List<String> relations(String query) {
        List<String> relations = new ArrayList<>();
        Matcher relation = Pattern.compile("rel=\"(\\w+)\"").matcher(link(query));
        while (relation.find()) {
            relations.add(relation.group(1));
        }
        return relations;
    }

    private static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }
}
