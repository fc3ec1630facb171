package dev.muster.assignmentservice.http.organizations;

import static dev.muster.assignmentservice.http.organizations.Client.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.Shape;
import dev.muster.assignmentservice.media.Pictures;
import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ListIT {

    private final String owner = Pipeline.shared().owner(false);
    private final Client client = Client.of(owner);

    @Test
    void listItemsEqualSingleResources() {
        JsonNode made = client.create("");

        Answer answer =
                client.get(Client.ORGANIZATIONS + "/?label=" + made.get("label").stringValue());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Shape.of(answer.json()).keySet()).contains(".count", ".next", ".previous", ".results");
        assertThat(answer.json().size()).isEqualTo(4);
        assertThat(answer.json().get("count").intValue()).isEqualTo(1);
        assertThat(answer.json().get("next").isNull()).isTrue();
        assertThat(answer.json().get("previous").isNull()).isTrue();
        assertThat(answer.json().get("results").get(0)).isEqualTo(made);
    }

    @Test
    void pageLinksLeadThroughTheList() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(client.create(", \"name\": \"page & " + i + "\"").get("id").stringValue());
        }

        List<String> seen = new ArrayList<>();
        String path = Client.ORGANIZATIONS + "?name__contains=page%20%26&page_size=2&sort_by=-name";
        List<String> pages = new ArrayList<>();
        while (path != null) {
            pages.add(path);
            JsonNode page = client.get(path).json();
            assertThat(page.get("count").intValue()).isEqualTo(5);
            page.get("results").forEach(one -> seen.add(one.get("id").stringValue()));
            path = page.get("next").isNull() ? null : path(page.get("next"));
        }

        assertThat(seen)
                .isEqualTo(made.stream()
                        .sorted(Comparator.comparing(made::indexOf).reversed())
                        .toList());
        assertThat(pages.get(2))
                .isEqualTo(Client.ORGANIZATIONS + "/?name__contains=page+%26&page_size=2&sort_by=-name&page=3");
        JsonNode last = client.get(pages.get(2)).json();
        assertThat(path(last.get("previous"))).endsWith("&page=2");
        JsonNode past = client.get(pages.get(2).replace("page=3", "page=9")).json();
        assertThat(past.get("results").size()).isZero();
        assertThat(past.get("next").isNull()).isTrue();
        assertThat(path(past.get("previous"))).endsWith("&page=3");
    }

    @Test
    void tokenInTheQueryIsAcceptedAndNotRepeatedInLinks() {
        client.create("");
        Api api = Api.shared();

        Answer list = api.get(Client.ORGANIZATIONS + "/?page_size=1&token=" + client.token())
                .send();
        Answer encodedName = api.get(Client.ORGANIZATIONS + "/?page_size=1&%74oken=" + client.token())
                .send();
        Answer made = api.post(Client.ORGANIZATIONS + "/?token=" + client.token())
                .json("{\"label\": \"" + Pipeline.unique("label") + "\"}")
                .send();
        Answer wrong = api.get(Client.ORGANIZATIONS + "?nope__x=1&token=" + client.token())
                .send();

        assertThat(List.of(list.status(), encodedName.status(), made.status(), wrong.status()))
                .containsExactly(200, 200, 201, 400);
        assertThat(list.json().get("next").isNull()).isFalse();
        for (Answer answer : List.of(list, encodedName, made, wrong)) {
            assertThat(answer.body()).doesNotContain(client.token()).doesNotContain("token");
            assertThat(answer.response().headers().map().toString()).doesNotContain(client.token());
        }
    }

    @Test
    void listsHaveTheRequestedOrder() {
        List<JsonNode> made = new ArrayList<>();
        for (String name : List.of("b", "a", "c", "a")) {
            made.add(client.create(", \"name\": \"" + name + "\", \"isActive\": " + name.equals("c")));
        }
        Comparator<JsonNode> byId = Comparator.comparing(one -> one.get("id").stringValue());
        Comparator<JsonNode> byName =
                Comparator.comparing(one -> one.get("name").stringValue());

        assertThat(sorted("createdAt")).isEqualTo(made);
        assertThat(sorted("-createdAt"))
                .isEqualTo(made.stream()
                        .sorted(Comparator.comparing(made::indexOf).reversed())
                        .toList());
        assertThat(sorted("")).as("the newest first").isEqualTo(sorted("-createdAt"));
        assertThat(sorted("name"))
                .isEqualTo(made.stream().sorted(byName.thenComparing(byId)).toList());
        assertThat(sorted("-name"))
                .isEqualTo(made.stream()
                        .sorted(byName.reversed().thenComparing(byId))
                        .toList());
        assertThat(sorted("id")).isEqualTo(made.stream().sorted(byId).toList());
        assertThat(sorted("-id"))
                .isEqualTo(made.stream().sorted(byId.reversed()).toList());
        assertThat(sorted("-isActive").get(0)).isEqualTo(made.get(2));
        assertThat(sorted("isActive").get(3)).isEqualTo(made.get(2));
        assertThat(sorted("label"))
                .isEqualTo(made.stream()
                        .sorted(Comparator.comparing(one -> one.get("label").stringValue()))
                        .toList());
    }

    private List<JsonNode> sorted(String by) {
        String path = Client.ORGANIZATIONS + "?type=customer" + (by.isEmpty() ? "" : "&sort_by=" + by);
        List<JsonNode> results = new ArrayList<>();
        client.get(path).json().get("results").forEach(results::add);
        return results;
    }

    @Test
    void filtersMatchTextLiterally() {
        client.create(", \"name\": \"100% _real_\"");
        client.create(", \"name\": \"100 Xreal\\\\\", \"isActive\": false");

        assertThat(count("name=100%25%20_real_")).isEqualTo(1);
        assertThat(count("name=100%25")).isZero();
        assertThat(count("name__contains=100%25")).isEqualTo(1);
        assertThat(count("name__contains=_real")).isEqualTo(1);
        assertThat(count("name__contains=%5C")).isEqualTo(1);
        assertThat(count("name__contains=REAL")).isZero();
        assertThat(count("name__icontains=REAL")).isEqualTo(2);
        assertThat(count("name__startswith=100")).isEqualTo(2);
        assertThat(count("name__startswith=real")).isZero();
        assertThat(count("name__contains=real&isActive=false")).isEqualTo(1);
        assertThat(count("name__contains=real&isActive=True")).isEqualTo(1);
        assertThat(count("name__contains=%27%20or%201%3D1%20--")).isZero();
        assertThat(count("label__contains=label&type=customer")).isEqualTo(2);
        assertThat(count("label__icontains=LABEL-&type=customer")).isEqualTo(2);
        assertThat(count("type=reseller")).isZero();
        assertThat(count("")).isEqualTo(3);
    }

    @Test
    void namesAreMatchedAndSortedByUnicodeRules() {
        List<String> names = List.of("Äpfelmarkt", "apfel", "Zebra", "STRASSE", "A\u0308pfel", "straße", "zoo");
        for (String name : names) {
            client.create(", \"name\": \"" + name + "\"");
        }

        for (String term : List.of("%C3%84pfel", "%C3%A4pfel", "APFEL", "A%CC%88PFEL")) {
            assertThat(count("name__icontains=" + term + "&type=customer"))
                    .as(term)
                    .isEqualTo(3);
        }
        assertThat(count("name__icontains=stra%C3%9Fe")).isEqualTo(2);
        assertThat(count("name__icontains=%EF%BC%85")).isZero();
        assertThat(count("name=%C3%84pfelmarkt")).isEqualTo(1);
        assertThat(count("name=%C3%A4pfelmarkt")).isZero();
        List<String> ordered =
                new ArrayList<>(List.of("A\u0308pfel", "apfel", "Äpfelmarkt", "STRASSE", "straße", "Zebra", "zoo"));
        assertThat(names(sorted("name"))).isEqualTo(ordered);
        java.util.Collections.reverse(ordered);
        assertThat(names(sorted("-name"))).isEqualTo(ordered);
    }

    private static List<String> names(List<JsonNode> organizations) {
        return organizations.stream().map(one -> one.get("name").stringValue()).toList();
    }

    private int count(String query) {
        Answer answer = client.get(Client.ORGANIZATIONS + "?" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().get("count").intValue();
    }

    @Test
    void wrongListParametersAreInvalid() {
        assertInvalid(list("name__=x&isActive__isnull=x"), "isActive__isnull", "true or false");
        assertInvalid(list("page=0"), "page", "from 1 to 1000000");
        assertInvalid(list("page=-1"), "page", "from 1 to 1000000");
        assertInvalid(list("page=1000001"), "page", "from 1 to 1000000");
        assertInvalid(list("page=99999999999999999999"), "page", "from 1 to 1000000");
        assertInvalid(list("page=x"), "page", "whole number");
        assertInvalid(list("page="), "page", "whole number");
        assertInvalid(list("page=1&page=2"), "page", "given twice");
        assertInvalid(list("page_size=101"), "page_size", "from 1 to 100");
        assertInvalid(list("page_size=0"), "page_size", "from 1 to 100");
        assertInvalid(list("sort_by=properties"), "sort_by", "must be createdAt");
        assertInvalid(list("sort_by=--name"), "sort_by", "must be createdAt");
        assertInvalid(list("isActive=perhaps"), "isActive", "true or false");
        assertInvalid(list("type=king"), "type", "must be owner");
        assertInvalid(list("name=%00"), "name", "control characters");
        assertThat(list("page_size=100&page=1000000").status()).isEqualTo(200);
    }

    @Test
    void filtersThatAreNotSupportedAreInvalidAndUnknownNamesAreIgnored() {
        for (String filter : List.of(
                "name__regex",
                "nope__contains",
                "createdAt",
                "createdAt__gt",
                "properties__has_key",
                "app",
                "type__in")) {
            assertInvalid(list(filter + "=x"), filter, "is not supported here");
        }
        assertInvalid(list("%00__x=1"), "query", "control characters");
        client.create("");

        Answer ignored = list("nope=1&page_size=1&%00=1");

        assertThat(ignored.json().get("count").intValue()).isEqualTo(2);
        assertThat(path(ignored.json().get("next"))).endsWith("/?page_size=1&page=2");
    }

    @Test
    void everyTextFilterOfTheProductMatches() {
        JsonNode sea = client.create(", \"name\": \"Sea Food\", \"description\": \"Fisch\\nund Größe\"");
        JsonNode land = client.create(", \"name\": \"land food\"");
        String label = sea.get("label").stringValue();
        String id = sea.get("id").stringValue();

        assertThat(count("name__exact=Sea%20Food")).isEqualTo(1);
        assertThat(count("name__iexact=sea%20food")).isEqualTo(1);
        assertThat(count("name__iexact=sea")).isZero();
        assertThat(count("name__startswith=sea")).isZero();
        assertThat(count("name__istartswith=sea")).isEqualTo(1);
        assertThat(count("name__endswith=Food")).isEqualTo(1);
        assertThat(count("name__iendswith=FOOD")).isEqualTo(2);
        assertThat(count("label__iexact=" + label.toUpperCase(Locale.ROOT))).isEqualTo(1);
        assertThat(count("label__endswith=" + label.substring(5))).isEqualTo(1);
        assertThat(count("label__in=" + label + ",nobody," + land.get("label").stringValue()))
                .isEqualTo(2);
        assertThat(count("label__in=")).isZero();
        assertThat(count("id=" + id)).isEqualTo(1);
        assertThat(count("id__in=" + id + ",x")).isEqualTo(1);
        assertThat(count("id__iexact=" + id.toUpperCase(Locale.ROOT))).isEqualTo(1);
        assertThat(count("description__icontains=GR%C3%96SSE")).isZero();
        assertThat(count("description__icontains=GR%C3%96%C3%9FE")).isEqualTo(1);
        assertThat(count("description__contains=und")).isEqualTo(1);
    }

    @Test
    void onlyReferencesCanBeNull() {
        client.post(new Form().text("label", Pipeline.unique("label")).file("logo", "l", Pictures.png(9, 9)));
        client.create("");

        assertThat(count("logo__isnull=false")).isEqualTo(1);
        assertThat(count("logo__isnull=true&type=customer")).isEqualTo(1);
        assertThat(count("app__isnull=true")).isEqualTo(3);
        assertThat(count("favicon__isnull=false")).isZero();
        for (String field : List.of("id", "label", "name", "description", "createdAt", "properties", "isActive")) {
            assertThat(count(field + "__isnull=true")).as(field).isZero();
            assertThat(count(field + "__isnull=false")).as(field).isEqualTo(3);
        }
    }

    @Test
    void organizationsAreSearchedByIdLabelAndName() {
        JsonNode made = client.create(", \"name\": \"Müller & Söhne\"");
        client.create("");

        assertThat(count("search=muller")).isEqualTo(1);
        assertThat(count("search=" + made.get("label").stringValue().toUpperCase(Locale.ROOT)))
                .isEqualTo(1);
        assertThat(count("search=" + made.get("id").stringValue().substring(2))).isEqualTo(1);
        assertThat(count("search=%25")).isZero();
        assertThat(count("search=")).isEqualTo(3);
    }

    @Test
    void onlyTheSelectedFieldsAreShown() {
        JsonNode made = client.create(", \"properties\": {\"n\": 1.50}");
        String path = Client.ORGANIZATIONS + "/" + made.get("id").stringValue();

        JsonNode listed = client.get(Client.ORGANIZATIONS + "?type=customer&page_size=1&fields=label,properties,nope")
                .json();
        Answer one = client.get(path + "?fields=properties,id");

        assertThat(listed.get("results").get(0).propertyNames()).containsExactly("label", "properties");
        assertThat(listed.get("count").intValue()).isEqualTo(1);
        assertThat(one.body()).isEqualTo("{\"id\":" + made.get("id") + ",\"properties\":{\"n\":1.50}}");
        assertThat(client.get(path + "?fields=").json()).isEqualTo(made);
    }

    private Answer list(String query) {
        return client.get(Client.ORGANIZATIONS + "?" + query);
    }

    @Test
    void defaultPageHasFiftyAndIncludesDeepDescendants() {
        String top = owner;
        Pipeline pipeline = Pipeline.shared();
        pipeline.database().update("""
                insert into assignment.organization
                       (organization_id, public_id, uuid, label, name, type, parent_id, rebranding_enabled, active, revision,
                        created_at, updated_at)
                select ? || '-' || n, left(md5(? || n), 20), md5(? || n)::uuid, ? || '-' || n, 'n', 'CUSTOMER',
                       case when n = 1 then ? else ? || '-' || (n - 1) end, false, true, 1, now(), now()
                  from generate_series(1, 300) n
                """, top, top, top, top, top, top);

        JsonNode page = client.get(Client.ORGANIZATIONS).json();

        assertThat(page.get("results").size()).isEqualTo(50);
        assertThat(page.get("count").intValue()).isEqualTo(301);
        assertThat(client.get(Client.ORGANIZATIONS + "/~" + top + "-300").status())
                .isEqualTo(200);
        assertThat(Client.of(Pipeline.shared().owner(false))
                        .get(Client.ORGANIZATIONS + "/~" + top + "-300")
                        .status())
                .isEqualTo(404);
    }

    private static String path(JsonNode url) {
        return url.stringValue().substring(Pipeline.shared().http("").toString().length());
    }
}
