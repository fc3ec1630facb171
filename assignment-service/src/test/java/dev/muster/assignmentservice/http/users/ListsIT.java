package dev.muster.assignmentservice.http.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.OrganizationType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ListsIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final String token = TestTokens.shared().platformAdministrator();
    private final String user = Directory.user(null);
    private final String path = "/v2/users/" + user + "/organizations";

    @Test
    void anOrganizationHasEveryField() {
        String organization = pipeline.owner(false);
        Directory.join(user, organization, MembershipRole.AUDITOR);
        String guid = OrganizationKeys.uuidOf(organization).toString();
        String url = "/v2/organizations/" + guid;

        JsonNode list = get(path);

        assertThat(List.copyOf(list.propertyNames()))
                .containsExactly("total_results", "total_pages", "prev_url", "next_url", "resources");
        assertThat(list.path("total_pages").asInt()).isEqualTo(1);
        assertThat(list.path("prev_url").isNull()).isTrue();
        assertThat(list.path("next_url").isNull()).isTrue();
        JsonNode one = list.path("resources").get(0);
        assertThat(one.path("metadata").path("guid").asString()).isEqualTo(guid);
        assertThat(one.path("metadata").path("url").asString()).isEqualTo(url);
        assertThat(one.path("metadata").path("created_at").asString()).matches("[0-9-]{10}T[0-9:]{8}Z");
        assertThat(one.path("metadata").path("updated_at").asString()).matches("[0-9-]{10}T[0-9:]{8}Z");
        assertThat(one.path("entity").toString())
                .isEqualTo("{\"name\":\"The " + organization + "\",\"billing_enabled\":false,\"status\":\"active\""
                        + ",\"spaces_url\":\"" + url + "/spaces\",\"domains_url\":\"" + url + "/domains\""
                        + ",\"private_domains_url\":\"" + url + "/private_domains\",\"users_url\":\"" + url
                        + "/users\",\"managers_url\":\"" + url + "/managers\",\"billing_managers_url\":\"" + url
                        + "/billing_managers\",\"auditors_url\":\"" + url + "/auditors\",\"app_events_url\":\"" + url
                        + "/app_events\",\"space_quota_definitions_url\":\"" + url + "/space_quota_definitions\"}");
    }

    @Test
    void anInactiveOrganizationIsSuspended() {
        String organization = pipeline.owner(false);
        Directory.join(user, organization, MembershipRole.USER);
        pipeline.send(
                Commands.directory(
                        Commands.change(organization).setActive(false).build()),
                organization);
        org.awaitility.Awaitility.await()
                .until(() -> pipeline.organizationEvents(organization).size() == 2);

        assertThat(get(path)
                        .path("resources")
                        .get(0)
                        .path("entity")
                        .path("status")
                        .asString())
                .isEqualTo("suspended");
    }

    @Test
    void pagesListEveryOrganizationOnceInBothOrders() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String organization = pipeline.owner(false);
            Directory.join(user, organization, MembershipRole.USER);
            all.add(OrganizationKeys.uuidOf(organization).toString());
        }

        assertThat(walk(path + "?results-per-page=2")).isEqualTo(all);
        Collections.reverse(all);
        assertThat(walk(path + "?results-per-page=2&order-direction=desc")).isEqualTo(all);
        JsonNode second = get(path + "?results-per-page=2&page=2");
        assertThat(second.path("total_results").asInt()).isEqualTo(5);
        assertThat(second.path("total_pages").asInt()).isEqualTo(3);
        assertThat(second.path("prev_url").asString())
                .isEqualTo(path + "?order-direction=asc&page=1&results-per-page=2");
        assertThat(second.path("next_url").asString())
                .isEqualTo(path + "?order-direction=asc&page=3&results-per-page=2");
        JsonNode beyond = get(path + "?page=999999999&results-per-page=100");
        assertThat(beyond.path("resources").size()).isZero();
        assertThat(beyond.path("next_url").isNull()).isTrue();
        assertThat(beyond.path("prev_url").asString())
                .isEqualTo(path + "?order-direction=asc&page=999999998&results-per-page=100");
    }

    @Test
    void anEmptyListHasOnePage() {
        JsonNode list = get(path);

        assertThat(list.path("total_results").asInt()).isZero();
        assertThat(list.path("total_pages").asInt()).isEqualTo(1);
        assertThat(list.path("prev_url").isNull()).isTrue();
        assertThat(list.path("next_url").isNull()).isTrue();
    }

    @Test
    void nameFilterMatchesExactly() {
        String organization = pipeline.owner(false);
        Directory.join(user, organization, MembershipRole.USER);
        Directory.join(user, pipeline.owner(false), MembershipRole.USER);

        assertThat(get(path + "?q=" + encode("name:The " + organization))
                        .path("total_results")
                        .asInt())
                .isEqualTo(1);
        JsonNode none = get(path + "/?page=2&q=" + encode("name:The \" & > ü"));
        assertThat(none.path("total_results").asInt()).isZero();
        assertThat(none.path("total_pages").asInt()).isEqualTo(1);
    }

    @Test
    void nameFilterFallsBackToFoldedNames() {
        for (String name : List.of("Äpfelmarkt", "ÄPFELMARKT", "Äpfelmarkt 2")) {
            String organization = Pipeline.unique("organization");
            pipeline.send(
                    Commands.directory(dev.muster.directory.RegisterOrganization.newBuilder(
                                    Commands.organization(organization, OrganizationType.OWNER, null, false))
                            .setName(name)
                            .build()),
                    organization);
            org.awaitility.Awaitility.await()
                    .until(() -> !pipeline.organizationEvents(organization).isEmpty());
            Directory.join(user, organization, MembershipRole.USER);
        }

        assertThat(found("Äpfelmarkt")).isEqualTo(1);
        assertThat(found("äpfelmarkt")).isEqualTo(2);
        assertThat(found("A\u0308pfelmarkt")).isEqualTo(2);
        assertThat(found("äpfel")).isZero();
    }

    private int found(String name) {
        return get(path + "?q=" + encode("name:" + name)).path("total_results").asInt();
    }

    @Test
    void namesAreFilteredByInAndBySeveralFilters() {
        String one = joined("Äpfelmarkt");
        String two = joined("Birnen, Pflaumen; Quitten");
        joined("Citrus");

        assertThat(guids("name IN äpfelmarkt,none,Citrus")).hasSize(2).contains(one);
        assertThat(guids("name:Birnen, Pflaumen; Quitten")).containsExactly(two);
        assertThat(guids("name IN Äpfelmarkt , Citrus", "name:Äpfelmarkt")).containsExactly(one);
        assertThat(guids("name IN Äpfelmarkt,Citrus", "name:other")).isEmpty();
        assertThat(guids("name:Äpfelmarkt;status:active")).containsExactly(one);
        assertThat(guids("status:suspended")).isEmpty();
        assertThat(guids("status IN active,suspended")).hasSize(3);
        assertThat(guids("status:unknown")).isEmpty();
        assertThat(guids("user_guid:" + user)).hasSize(3);
        assertThat(guids("manager_guid:" + user)).isEmpty();
        assertThat(guids("space_guid:" + user)).isEmpty();
    }

    @Test
    void orderByNameOrdersByUnicodesRulesAndStaysInLinks() {
        String pears = joined("birnen");
        String apples = joined("Äpfel");
        String cherries = joined("Cherries");

        assertThat(walk(path + "?order-by=name&results-per-page=1")).containsExactly(apples, pears, cherries);
        assertThat(walk(path + "?order-by=name&order-direction=desc")).containsExactly(cherries, pears, apples);
        assertThat(walk(path + "?order-by=id&results-per-page=2")).containsExactly(pears, apples, cherries);
        assertThat(get(path + "?order-by=name&results-per-page=1")
                        .path("next_url")
                        .asString())
                .isEqualTo(path + "?order-by=name&order-direction=asc&page=2&results-per-page=1");
    }

    @Test
    void usersAreFilteredByTheirOrganizations() {
        String organization = pipeline.owner(false);
        String other = pipeline.owner(false);
        String manager = Directory.user(null);
        Directory.join(user, organization, MembershipRole.USER);
        Directory.join(manager, organization, MembershipRole.USER, MembershipRole.MANAGER);
        Directory.join(manager, other, MembershipRole.USER);
        String guid = OrganizationKeys.uuidOf(organization).toString();

        assertThat(walk("/v2/users?q=organization_guid:" + guid)).containsExactly(user, manager);
        assertThat(walk("/v2/users?q=managed_organization_guid:" + guid)).containsExactly(manager);
        assertThat(walk("/v2/users?q=organization_guid:" + guid + "&q=organization_guid:none"))
                .isEmpty();
        assertThat(walk("/v2/users?q=audited_organization_guid:" + guid)).isEmpty();
        assertThat(walk("/v2/users?q=space_guid:" + guid)).isEmpty();
        assertThat(walk("/v2/organizations/" + guid + "/users?results-per-page=1"))
                .containsExactly(user, manager);
        assertThat(walk("/v2/organizations/" + guid + "/managers")).containsExactly(manager);
        assertThat(walk("/v2/organizations/" + guid + "/auditors/")).isEmpty();
        assertThat(walk("/v2/organizations/" + guid + "/billing_managers")).isEmpty();
    }

    /** The guid of a new organization of the user. */
    private String joined(String name) {
        String organization = Pipeline.unique("organization");
        pipeline.send(
                Commands.directory(dev.muster.directory.RegisterOrganization.newBuilder(
                                Commands.organization(organization, OrganizationType.OWNER, null, false))
                        .setName(name)
                        .build()),
                organization);
        org.awaitility.Awaitility.await()
                .until(() -> !pipeline.organizationEvents(organization).isEmpty());
        Directory.join(user, organization, MembershipRole.USER);
        return OrganizationKeys.uuidOf(organization).toString();
    }

    private List<String> guids(String... filters) {
        StringBuilder query = new StringBuilder("?page=1");
        for (String filter : filters) {
            query.append("&q=").append(encode(filter));
        }
        return walk(path + query);
    }

    @Test
    void nextPageLinkRepeatsTheEncodedName() {
        String name = "a&page=7 \"ü\"";
        for (int i = 0; i < 2; i++) {
            String organization = Pipeline.unique("organization");
            pipeline.send(
                    Commands.directory(dev.muster.directory.RegisterOrganization.newBuilder(
                                    Commands.organization(organization, OrganizationType.OWNER, null, false))
                            .setName(name)
                            .build()),
                    organization);
            org.awaitility.Awaitility.await()
                    .until(() -> !pipeline.organizationEvents(organization).isEmpty());
            Directory.join(user, organization, MembershipRole.USER);
        }

        JsonNode first = get(path + "?results-per-page=1&q=" + encode("name:" + name));

        assertThat(first.path("next_url").asString())
                .isEqualTo(path + "?order-direction=asc&page=2&q=name%3Aa%26page%3D7+%22%C3%BC%22&results-per-page=1");
        assertThat(get(first.path("next_url").asString()).path("resources").size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "results-per-page=0",
                "results-per-page=101",
                "results-per-page=-1",
                "results-per-page=",
                "results-per-page=1.5",
                "results-per-page=ten",
                "results-per-page=99999999999999999999",
                "results-per-page=1&results-per-page=2",
                "page=0",
                "page=-1",
                "page=x",
                "page=99999999999999999999",
                "order-direction=up",
                "order-direction=ASC",
                "q=",
                "q=label:x",
                "q=name",
                "q=name%3Ex",
                "q=name%20IN",
                "q=name:%00",
                "q=name:x&q=label:y",
                "order-by=",
                "order-by=label",
                "order-by=name&order-by=id"
            })
    void invalidParametersAreRejected(String query) {
        Answer answer = api.get(path + "?" + query).bearer(token).send();

        assertThat(answer.status()).isEqualTo(400);
        JsonNode body = answer.json();
        assertThat(List.copyOf(body.propertyNames())).containsExactly("description", "error_code", "code");
        assertThat(body.path("code").asInt()).isEqualTo(10005);
        assertThat(body.path("error_code").asString()).isEqualTo("CF-BadQueryParameter");
        assertThat(body.path("description").asString()).startsWith("The query parameter is invalid: ");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
    }

    @Test
    void pageSizeIsAtMost100AndOtherParametersAreIgnored() {
        assertThat(get(path + "?results-per-page=100&inline-relations-depth=1")
                        .path("total_results")
                        .asInt())
                .isZero();
    }

    @Test
    void allVisibleUsersAreListed() {
        String organization = pipeline.owner(false);
        String other = Directory.user(organization);
        Directory.join(user, organization, MembershipRole.USER);
        String ofOrganization = TestTokens.shared().ofWithAll(organization);

        JsonNode list = api.get("/v2/users/?results-per-page=1")
                .bearer(ofOrganization)
                .send()
                .json();

        assertThat(list.path("total_results").asInt()).isEqualTo(2);
        assertThat(list.path("resources").get(0).path("metadata").path("guid").asString())
                .isEqualTo(user);
        JsonNode next = api.get(list.path("next_url").asString())
                .bearer(ofOrganization)
                .send()
                .json();
        assertThat(next.path("resources").get(0).path("metadata").path("guid").asString())
                .isEqualTo(other);
        assertThat(get("/v2/users?order-direction=desc").path("total_results").asInt())
                .isGreaterThan(2);
    }

    private List<String> walk(String from) {
        List<String> found = new ArrayList<>();
        for (String at = from; at != null; ) {
            JsonNode page = get(at);
            page.path("resources")
                    .forEach(one -> found.add(one.path("metadata").path("guid").asString()));
            JsonNode next = page.path("next_url");
            at = next.isNull() ? null : next.asString();
        }
        return found;
    }

    private JsonNode get(String path) {
        Answer answer = api.get(path).bearer(token).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
