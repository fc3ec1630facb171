package dev.muster.assignmentservice.http;

import static dev.muster.assignmentservice.http.Applications.data;
import static dev.muster.assignmentservice.http.Applications.wrongField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Inventory;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.directory.OrganizationType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ApplicationListIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final TestTokens tokens = TestTokens.shared();
    private final Applications applications = new Applications();
    private final String administrator = tokens.platformAdministrator();

    @Test
    void pagesAndCursorsWalkOverAllOfThemOnce() {
        String system = Pipeline.unique("walk");
        List<String> all = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            all.add(applications.listed(system + "_mail" + i));
        }

        JsonNode first = data(applications.list(administrator, "?page_size=2&system_id=" + system));
        assertThat(ids(first)).isEqualTo(all.subList(0, 2));
        JsonNode pagination = first.get("pagination");
        assertThat(pagination.toString())
                .startsWith("{\"page\":1,\"page_size\":2,\"total_count\":5,\"total_pages\":3,\"has_next\":true,"
                        + "\"has_prev\":false,\"next_page\":2,\"prev_page\":null,\"next_cursor\":\"")
                .endsWith("\"total_is_exact\":true}");
        JsonNode last = data(applications.list(administrator, "?page_size=2&page=3&system_id=" + system));
        assertThat(ids(last)).isEqualTo(all.subList(4, 5));
        assertThat(last.get("pagination").get("next_cursor").isNull()).isTrue();
        for (String order :
                List.of("", "&sort_by=created_at", "&sort_by=name", "&sort_by=display_name&sort_direction=asc")) {
            assertThat(walk("?page_size=2&system_id=" + system + order)).isEqualTo(all);
        }
        List<String> backwards = new ArrayList<>(all);
        java.util.Collections.reverse(backwards);
        for (String sort : List.of("id", "version", "instance_of", "created_at", "system_id")) {
            List<String> walked = walk("?page_size=2&sort_direction=desc&sort_by=" + sort + "&system_id=" + system);
            assertThat(walked).as(sort).isEqualTo(backwards);
        }
    }

    @Test
    void everyFilterLeavesOverWhatItSays() {
        String system = Pipeline.unique("filter");
        String mail = system + "_mail1";
        String chat = system + "_chat1";
        pipeline.inventory().appear(mail);
        pipeline.inventory().appear(chat);
        pipeline.inventory().describe(chat, """
            {"instance_of": "chat", "version": "9.9", "name": "Chat", "display_name": "100%_Talk\\\\'; --"}
            """);
        applications.listed(mail);
        applications.listed(chat);
        String organization = pipeline.owner(false);
        applications.assign(administrator, chat, organization);
        String of = "&system_id=" + system;

        assertThat(found("?type=chat" + of)).containsExactly(chat);
        assertThat(found("?version=9.9" + of)).containsExactly(chat);
        assertThat(found("?status=assigned" + of)).containsExactly(chat);
        assertThat(found("?status=unassigned" + of)).containsExactly(mail);
        assertThat(found("?organization_id=" + organization + of)).containsExactly(chat);
        assertThat(found("?organization_id=~label:" + organization + of)).containsExactly(chat);
        assertThat(found("?organization_id=nobody" + of)).isEmpty();
        assertThat(found("?search=TALK" + of)).containsExactly(chat);
        assertThat(found("?search=" + encoded("100%_talk\\'; --") + of)).containsExactly(chat);
        assertThat(found("?search=" + encoded("%") + of)).containsExactly(chat);
        assertThat(found("?search=" + encoded(system.toUpperCase(java.util.Locale.ROOT))))
                .hasSize(2);
        assertThat(found("?search=" + encoded("'; drop table ownership; --") + of))
                .isEmpty();
    }

    @Test
    void namesAreFoundAndOrderedByUnicodesRules() {
        String system = Pipeline.unique("unicode");
        String of = "&system_id=" + system;
        List<String> names = List.of("Äpfelmarkt", "apfel", "Zebra", "STRASSE", "A\u0308pfel", "straße", "zoo");
        for (int i = 0; i < names.size(); i++) {
            String application = system + "_m" + i;
            pipeline.inventory().appear(application);
            pipeline.inventory()
                    .describe(application, "{\"name\": \"%s\", \"display_name\": \" \"}".formatted(names.get(i)));
            applications.listed(application);
        }

        for (String term : List.of("Äpfel", "äpfel", "APFEL", "A\u0308PFEL", "apfel")) {
            assertThat(found("?search=" + encoded(term) + of))
                    .as(term)
                    .containsExactly(system + "_m0", system + "_m1", system + "_m4");
        }
        assertThat(found("?search=" + encoded("Straße") + of)).containsExactly(system + "_m3", system + "_m5");
        List<String> ordered = List.of(
                system + "_m4",
                system + "_m1",
                system + "_m0",
                system + "_m3",
                system + "_m5",
                system + "_m2",
                system + "_m6");
        assertThat(walk("?page_size=2&sort_by=name" + of)).isEqualTo(ordered);
        assertThat(walk("?page_size=2&sort_by=display_name" + of))
                .as("without a display name, by the module's id")
                .isEqualTo(ordered.stream().sorted().toList());
    }

    @Test
    void anApplicationIsFoundByItsTypeItsModuleAndTheNameOfItsSystem() {
        String system = Pipeline.unique("parts");
        String of = "&system_id=" + system;
        String application = system + "_portal7";
        pipeline.inventory().appear(application);
        pipeline.inventory().describe(application, "{\"instance_of\": \"Größenrechner\", \"name\": \"Shop\"}");
        applications.listed(application);

        assertThat(found("?search=GRÖSSEN" + of)).containsExactly(application);
        assertThat(found("?search=Portal7" + of)).containsExactly(application);
        assertThat(found("?search=" + encoded("Zürich") + of)).isEmpty();
        for (String name : List.of("Werk Zürich", "Werk Łódź")) {
            Api.shared()
                    .patch("/api/systems/" + system)
                    .bearer(administrator)
                    .json("{\"name\":\"" + name + "\"}")
                    .send();
            await().until(() -> found("?search=" + encoded(name) + of).equals(List.of(application)));
        }
        assertThat(found("?search=zurich" + of)).isEmpty();
    }

    @Test
    void aCursorOfAnEarlierVersionIsRefusedByName() {
        for (String place :
                List.of("id\nasc\nsys_1_mail1\nsys_1_mail1", "name\ndesc\nsys_1_mail1\nMail", "9\nname\nasc\nx\ny")) {
            String cursor = java.util.Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(place.getBytes(StandardCharsets.UTF_8));

            Answer answer = applications.list(administrator, "?cursor=" + cursor);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(wrongField(answer)).isEqualTo("cursor");
            assertThat(answer.body()).contains("cursor_of_another_version: start again at the first page");
        }
    }

    @Test
    void textsTooLongForAnIndexAreListedByTheirPrefix() {
        String system = Pipeline.unique("long");
        String application = system + "_mail1";
        String text = Inventory.incompressibleText(1_000);
        pipeline.inventory().appear(application);
        pipeline.inventory()
                .describe(
                        application,
                        "{\"version\": \"%1$s\", \"name\": \"%1$s\", \"display_name\": \"%1$s\"}".formatted(text));
        applications.listed(application);
        String next = applications.listed(system + "_next1");
        String of = "&system_id=" + system;

        assertThat(found("?search=" + encoded(text.substring(100, 120)) + of)).containsExactly(application);
        assertThat(walk("?page_size=1&sort_by=name&sort_direction=desc" + of)).containsExactly(application, next);
        assertThat(data(applications.get(administrator, application)).toString())
                .contains(text);
    }

    @Test
    void removedIsNotListedAndReturnedIsListedWithoutOwner() {
        String application = applications.listed();
        String query = "?search=" + application;
        applications.assign(administrator, application, pipeline.owner(false));
        assertThat(found(query + "&status=assigned")).containsExactly(application);
        pipeline.inventory().remove(application);
        pipeline.sendInventoryEvent(application);
        await().until(() -> found(query).isEmpty());
        pipeline.inventory().appear(application);
        pipeline.sendInventoryEvent(application);

        await().until(() -> found(query).size() == 1);
        assertThat(found(query + "&status=unassigned")).containsExactly(application);
    }

    @Test
    void aCallerSeesWhatItsTreeOwnsAndWhatIsOnItsSystems() {
        String owner = pipeline.owner(false);
        String mine = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String sibling = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String prefix = Pipeline.unique("reach");
        String owned = applications.listed(prefix + "a_mail1");
        String onMySystem = applications.listed(prefix + "b_mail1");
        String foreign = applications.listed(prefix + "c_mail1");
        applications.assign(administrator, owned, mine);
        applications.assign(administrator, foreign, sibling);
        Api.shared()
                .patch("/api/systems/" + prefix + "b")
                .bearer(administrator)
                .json("{\"organization_id\":\"" + mine + "\"}")
                .send();

        assertThat(found(tokens.ofWithAll(mine), "?search=" + prefix)).containsExactly(owned, onMySystem);
        assertThat(found(tokens.ofWithAll(owner), "?search=" + prefix)).containsExactly(owned, onMySystem, foreign);
        assertThat(found(tokens.ofWithAll(sibling), "")).containsExactly(foreign);
        assertThat(data(counts(tokens.ofWithAll(mine), "totals")).toString())
                .isEqualTo("{\"total\":2,\"assigned\":1,\"unassigned\":1,\"by_type\":{\"mail\":2},"
                        + "\"by_status\":{\"assigned\":1,\"unassigned\":1}}");
        JsonNode summary = data(counts(tokens.ofWithAll(mine), "summary"));
        assertThat(summary.get("by_type").toString())
                .isEqualTo("[{\"instance_of\":\"mail\",\"name\":\"mail\",\"count\":2}]");
        assertThat(summary.get("by_status").toString())
                .isEqualTo("[{\"status\":\"assigned\",\"count\":1},{\"status\":\"unassigned\",\"count\":1}]");
        assertThat(summary.get("by_organization").size()).isEqualTo(1);
        JsonNode trend = data(counts(tokens.ofWithAll(mine), "trend?period=30"));
        assertThat(trend.get("data_points").size()).isEqualTo(31);
        assertThat(trend.get("current_total").intValue()).isEqualTo(2);
        assertThat(trend.get("previous_total").intValue()).isZero();
        assertThat(trend.get("delta").intValue()).isEqualTo(2);
        assertThat(trend.get("period").intValue()).isEqualTo(30);
        assertThat(trend.get("period_label").stringValue()).isEqualTo("30 days");
        assertThat(trend.get("delta_percentage").doubleValue()).isZero();
        assertThat(trend.get("trend").stringValue()).isEqualTo("up");
        assertThat(data(counts(tokens.ofWithAll(mine), "trend?period=180"))
                        .get("data_points")
                        .size())
                .isEqualTo(181);
    }

    @Test
    void repeatedFiltersLeaveOverWhatAnyOfTheirValuesSays() {
        String prefix = Pipeline.unique("repeat");
        String mail = described(prefix + "a_mail1", "mail", "1.7.4");
        String chat = described(prefix + "a_chat1", "chat", "1.7.4");
        String size = described(prefix + "b_size1", "größe", "2.0");
        String owner = pipeline.owner(false);
        String other = pipeline.owner(false);
        applications.assign(administrator, mail, owner);
        applications.assign(administrator, chat, other);
        String of = "&search=" + prefix;

        assertThat(found("?type=mail&type=gr%C3%B6%C3%9Fe" + of)).containsExactly(mail, size);
        assertThat(found("?type=mail&type=mail&type=" + of)).containsExactly(mail);
        assertThat(found("?version=1.7.4&version=2.0" + of)).containsExactly(chat, mail, size);
        assertThat(found("?system_id=" + prefix + "a&system_id=" + prefix + "b" + of))
                .containsExactly(chat, mail, size);
        assertThat(found("?organization_id=" + owner + "&organization_id=" + other + of))
                .containsExactly(chat, mail);
        assertThat(found("?organization_id=" + owner + "&organization_id=nobody" + of))
                .containsExactly(mail);
        assertThat(found("?organization_id=" + owner + "&organization_id=no_org" + of))
                .containsExactly(mail, size);
        assertThat(found("?status=assigned&status=unassigned" + of)).containsExactly(chat, mail, size);
        assertThat(found("?status=unassigned" + of)).containsExactly(size);
        assertThat(walk("?page_size=1&sort_by=name&type=mail&type=chat&version=1.7.4" + of))
                .containsExactly(chat, mail);
    }

    @Test
    void versionsAreFilteredTogetherWithTheirTypes() {
        String prefix = Pipeline.unique("pair");
        String mail = described(prefix + "_mail1", "mail", "1.7.4");
        String chat = described(prefix + "_chat1", "chat", "1.7.4");
        String old = described(prefix + "_mail2", "mail", "1:7");
        String size = described(prefix + "_size1", "größe", "β1");
        String longVersion = "9".repeat(210);
        String verbose = described(prefix + "_long1", "long", longVersion);
        String of = "&search=" + prefix;

        assertThat(found("?version=mail:1.7.4" + of)).containsExactly(mail);
        assertThat(found("?version=mail:1.7.4&version=chat:1.7.4" + of)).containsExactly(chat, mail);
        assertThat(found("?version=mail:1.7.4&version=" + encoded("größe:β1") + of))
                .containsExactly(mail, size);
        assertThat(found("?version=chat:1.7.5" + of)).isEmpty();
        assertThat(found("?version=1:7" + of)).as("a version with a colon").containsExactly(old);
        assertThat(found("?version=mail:1:7" + of)).containsExactly(old);
        assertThat(found("?version=long:" + longVersion + of)).containsExactly(verbose);
        assertThat(found("?version=long:" + longVersion + "9" + of)).isEmpty();
    }

    @Test
    void organizationsAreFilteredWithAllBelowThemInTheScopeOfTheCaller() {
        String owner = pipeline.owner(false);
        String distributor = pipeline.register(OrganizationType.DISTRIBUTOR, owner, false);
        String reseller = pipeline.register(OrganizationType.RESELLER, distributor, false);
        String customer = pipeline.register(OrganizationType.CUSTOMER, reseller, false);
        String prefix = Pipeline.unique("tree");
        String ofDistributor = applications.listed(prefix + "_mail1");
        String ofReseller = applications.listed(prefix + "_mail2");
        String ofCustomer = applications.listed(prefix + "_mail3");
        applications.assign(administrator, ofDistributor, distributor);
        applications.assign(administrator, ofReseller, reseller);
        applications.assign(administrator, ofCustomer, customer);
        String of = "&search=" + prefix;
        String all = "&include_hierarchy=true";

        assertThat(found("?organization_id=" + distributor + of)).containsExactly(ofDistributor);
        assertThat(found("?organization_id=" + distributor + all + of))
                .containsExactly(ofDistributor, ofReseller, ofCustomer);
        assertThat(found("?organization_id=" + reseller + all + of)).containsExactly(ofReseller, ofCustomer);
        assertThat(found("?organization_id=" + reseller + "&include_hierarchy=false" + of))
                .containsExactly(ofReseller);
        assertThat(found(tokens.ofWithAll(reseller), "?organization_id=" + distributor + all + of))
                .containsExactly(ofReseller, ofCustomer);
        assertThat(found(tokens.ofWithAll(customer), "?organization_id=" + distributor + all))
                .containsExactly(ofCustomer);
        JsonNode summary = data(counts(
                administrator, "summary?organization_id=" + distributor + all + "&page_size=1&sort_by=instance_of"));
        assertThat(summary.get("total").intValue()).isEqualTo(3);
        assertThat(summary.get("by_organization").size()).isEqualTo(3);
    }

    @Test
    void everyColumnOrdersTheListAndCursorsWalkOverIt() {
        String prefix = Pipeline.unique("column");
        String owner = pipeline.owner(false);
        List<String> names = List.of("Äpfel", "apfel", "Zebra");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String system = prefix + i;
            String one = system + "_m" + (3 - i);
            pipeline.inventory().appear(one);
            pipeline.inventory().describe(one, """
                    {"first_seen_at": "2026-01-0%1$dT00:00:00Z", "last_inventory_at": "2026-02-0%1$dT00:00:00Z",
                     "inventory_data": {"certification_level": %2$d}}
                    """.formatted(i + 1, 5 - i));
            all.add(applications.listed(one));
            patch("/api/systems/" + system, "{\"name\":\"" + names.get(i) + "\"}");
            if (i < 2) {
                String customer = pipeline.register(OrganizationType.CUSTOMER, owner, false);
                String name = names.get(1 - i);
                pipeline.change(customer, change -> change.setName(name));
                applications.assign(administrator, one, customer);
            }
        }
        all.add(applications.listed(prefix + "3_m0"));
        String of = "&search=" + prefix + "&page_size=1";

        assertThat(columns("system_name", of)).containsExactly(all.get(1), all.get(0), all.get(3), all.get(2));
        assertThat(columns("organization_name", of)).containsExactly(all.get(0), all.get(1), all.get(2), all.get(3));
        assertThat(columns("status", of)).containsExactlyElementsOf(all);
        assertThat(columns("module_id", of)).containsExactly(all.get(3), all.get(2), all.get(1), all.get(0));
        assertThat(columns("last_inventory_at", of)).containsExactlyElementsOf(all);
        assertThat(columns("updated_at", of)).containsExactly(all.get(2), all.get(0), all.get(1), all.get(3));
        assertThat(columns("certification_level", of)).containsExactly(all.get(3), all.get(2), all.get(1), all.get(0));
        JsonNode pagination =
                data(applications.list(administrator, "?sort_by=status" + of)).get("pagination");
        assertThat(pagination.get("sort_by").stringValue()).isEqualTo("status");
        assertThat(pagination.get("sort_direction").stringValue()).isEqualTo("asc");
    }

    /** Walks in both directions and by pages; checks that all agree. */
    private List<String> columns(String column, String of) {
        List<String> ascending = walk("?sort_by=" + column + of);
        List<String> backwards = new ArrayList<>(walk("?sort_direction=desc&sort_by=" + column + of));
        java.util.Collections.reverse(backwards);
        assertThat(backwards).as(column).isEqualTo(ascending);
        assertThat(found("?page=2&sort_by=" + column + of)).as(column).containsExactly(ascending.get(1));
        return ascending;
    }

    @Test
    void anOrderWithoutAnIndexIsRefusedForManyApplications() {
        String system = Pipeline.unique("many");
        pipeline.database()
                .update(
                        "insert into assignment.listed_application (application_id, system_id, instance_of, version, name,"
                                + " first_seen_at) select ? || '_' || n, ?, 'mail', '', '', now()"
                                + " from generate_series(1, 10001) n",
                        system,
                        system);
        try {
            Answer answer = applications.list(administrator, "?sort_by=updated_at&system_id=" + system);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(wrongField(answer)).isEqualTo("sort_by");
            assertThat(answer.body()).contains("orders at most 10000 applications: add a filter");
        } finally {
            pipeline.database().update("delete from assignment.listed_application where system_id = ?", system);
        }
    }

    @Test
    void filtersNameTypesVersionsSystemsAndOrganizationsInTheScopeOfTheCaller() {
        String mine = pipeline.register(OrganizationType.CUSTOMER, pipeline.owner(false), false);
        String prefix = Pipeline.unique("choice");
        String mail = described(prefix + "a_mail1", "mail", "1.7.4");
        String newer = described(prefix + "a_mail2", "mail", "1.8.0");
        String chat = described(prefix + "b_chat1", "chat", "");
        described(prefix + "c_other1", "other", "1");
        for (String one : List.of(mail, newer, chat)) {
            applications.assign(administrator, one, mine);
        }
        patch("/api/systems/" + prefix + "a", "{\"name\":\"Ärzte\",\"organization_id\":\"" + mine + "\"}");

        JsonNode filters = data(Api.shared()
                .get("/api/filters/applications")
                .bearer(tokens.ofWithAll(mine))
                .send());

        assertThat(filters.get("types").toString())
                .isEqualTo("[{\"instance_of\":\"chat\",\"name\":\"Named chat\",\"count\":1},"
                        + "{\"instance_of\":\"mail\",\"name\":\"Named mail\",\"count\":2}]");
        assertThat(filters.get("versions").toString())
                .isEqualTo("[{\"application\":\"mail\",\"name\":\"Named mail\","
                        + "\"versions\":[\"mail:1.8.0\",\"mail:1.7.4\"]}]");
        assertThat(filters.get("systems").toString()).isEqualTo("[{\"id\":\"" + prefix + "a\",\"name\":\"Ärzte\"}]");
        assertThat(filters.get("organizations").size()).isEqualTo(1);
        JsonNode organization = filters.get("organizations").get(0);
        assertThat(found("?organization_id=" + organization.get("id").stringValue()))
                .containsExactly(mail, newer, chat);
        assertThat(found("?organization_id=" + organization.get("logto_id").stringValue()))
                .hasSize(3);
        assertThat(Api.shared()
                        .get("/api/filters/applications/")
                        .bearer(tokens.of(mine, Permission.READ_SYSTEMS))
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void summariesAreFilteredOrderedAndPaged() {
        String prefix = Pipeline.unique("summary");
        for (int i = 1; i <= 3; i++) {
            described(prefix + "_mail" + i, "mail", "1");
        }
        described(prefix + "_chat1", "Chat", "1");
        described(prefix + "_wiki1", "wiki", "1");
        String of = "summary?system_id=" + prefix;

        JsonNode all = data(counts(administrator, of));
        assertThat(all.get("total").intValue()).isEqualTo(5);
        assertThat(all.has("pagination")).isFalse();
        assertThat(types(all)).containsExactly("mail", "Chat", "wiki");
        assertThat(types(data(counts(administrator, of + "&sort_by=instance_of&sort_direction=asc"))))
                .containsExactly("Chat", "mail", "wiki");
        JsonNode page = data(counts(administrator, of + "&page=2&page_size=2&sort_by=count&sort_direction=desc"));
        assertThat(types(page)).containsExactly("wiki");
        assertThat(page.get("total").intValue()).isEqualTo(5);
        assertThat(page.get("pagination").toString())
                .isEqualTo("{\"page\":2,\"page_size\":2,\"total_count\":3,\"total_pages\":2,\"has_next\":false,"
                        + "\"has_prev\":true,\"next_page\":null,\"prev_page\":1,\"sort_by\":\"count\","
                        + "\"sort_direction\":\"desc\"}");
        assertThat(data(counts(tokens.ofWithAll(pipeline.owner(false)), of))
                        .get("total")
                        .intValue())
                .as("outside the scope")
                .isZero();
        assertThat(counts(administrator, "summary?sort_by=name").status()).isEqualTo(400);
    }

    private static List<String> types(JsonNode summary) {
        List<String> types = new ArrayList<>();
        summary.get("by_type").forEach(one -> types.add(one.get("instance_of").stringValue()));
        return types;
    }

    private String described(String application, String type, String version) {
        pipeline.inventory().appear(application);
        pipeline.inventory()
                .describe(
                        application,
                        "{\"instance_of\": \"%1$s\", \"version\": \"%2$s\", \"name\": \"Named %1$s\"}"
                                .formatted(type, version));
        return applications.listed(application);
    }

    private void patch(String path, String body) {
        Api.shared().patch(path).bearer(administrator).json(body).send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=1000000000",
                "page=abc",
                "page=501",
                "page=1&page=2",
                "page_size=0",
                "page_size=201",
                "organization=none",
                "include_hierarchy=1",
                "status=assigned&status=lost",
                "type=a&type=%0A",
                "no_org=yes",
                "no_org=true&status=assigned",
                "page_size=1.5",
                "page_size=%00",
                "sort_by=drop",
                "sort_by=name%27--",
                "sort_direction=up",
                "status=lost",
                "search=%00",
                "type=%0A",
                "cursor=garbage",
                "cursor=%00",
                "cursor=aWQKYXNjCngKAA",
                "cursor=Y3JlYXRlZF9hdAphc2MKeAp5",
                "version=0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void aParameterThatIsWrongIsNamed(String query) {
        Answer answer = applications.list(administrator, "?" + query);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(wrongField(answer)).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aCursorOfAnotherOrderOrBesideAPageIsRefused() {
        String system = Pipeline.unique("cursor");
        applications.listed(system + "_mail1");
        applications.listed(system + "_mail2");
        String cursor = data(applications.list(administrator, "?page_size=1&system_id=" + system))
                .get("pagination")
                .get("next_cursor")
                .stringValue();

        assertThat(applications.list(administrator, "?cursor=" + cursor).status())
                .isEqualTo(200);
        Answer ofAnotherOrder = applications.list(administrator, "?sort_by=name&cursor=" + cursor);
        assertThat(ofAnotherOrder.status()).isEqualTo(400);
        assertThat(ofAnotherOrder.body()).contains("cursor_of_another_order: ");
        assertThat(applications.list(administrator, "?page=2&cursor=" + cursor).status())
                .isEqualTo(400);
        assertThat(counts(administrator, "trend?period=8").status()).isEqualTo(400);
    }

    @Test
    void listingRequiresThePermission() {
        String token = tokens.of(pipeline.owner(false), Permission.READ_SYSTEMS);

        assertThat(applications.list(token, "").status()).isEqualTo(403);
        assertThat(counts(token, "totals/").status()).isEqualTo(403);
    }

    private Answer counts(String token, String what) {
        return Api.shared().get("/api/applications/" + what).bearer(token).send();
    }

    private List<String> found(String query) {
        return found(administrator, query);
    }

    private List<String> found(String token, String query) {
        Answer answer = applications.list(token, query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return ids(data(answer));
    }

    private List<String> walk(String query) {
        List<String> walked = new ArrayList<>();
        JsonNode page = data(applications.list(administrator, query));
        walked.addAll(ids(page));
        while (page.get("pagination").get("has_next").booleanValue()) {
            String cursor = page.get("pagination").get("next_cursor").stringValue();
            page = data(applications.list(administrator, query + "&cursor=" + cursor));
            walked.addAll(ids(page));
        }
        return walked;
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("applications").forEach(one -> ids.add(one.get("id").stringValue()));
        return ids;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
