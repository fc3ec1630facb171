package dev.muster.assignmentservice.http;

import static dev.muster.assignmentservice.http.Applications.data;
import static dev.muster.assignmentservice.http.Applications.wrongField;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.directory.OrganizationType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApplicationExportIT {

    private static final List<String> STRANGE = List.of(
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "say \"hi\", twice",
            "two\r\nlines",
            "'quoted",
            "Äpfel 😀 \u202e\u2028",
            " ",
            "{\"json\": [1]}");

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final TestTokens tokens = TestTokens.shared();
    private final Applications applications = new Applications();
    private final String administrator = tokens.platformAdministrator();

    @Test
    void ndjsonHasTheObjectsOfTheList() {
        String query = "system_id=" + strangeSystem();

        List<JsonNode> lines = lines(export(administrator, "?format=ndjson&" + query));

        assertThat(lines).hasSize(STRANGE.size()).isEqualTo(listed(administrator, query));
    }

    @Test
    void csvHasTheColumnsOfTheListAndItsTextsExceptFormulas() {
        String query = "system_id=" + strangeSystem();

        List<Map<String, String>> rows =
                Csv.readWithHeader(export(administrator, "?" + query).body());

        List<Map<String, String>> expected = listed(administrator, query).stream()
                .map(ApplicationExportIT::cells)
                .toList();
        assertThat(rows).hasSize(STRANGE.size());
        assertThat(rows.get(0).keySet())
                .containsExactlyElementsOf(columns(listed(administrator, query).get(0)));
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> row = rows.get(i);
            expected.get(i)
                    .forEach((name, value) -> assertThat(row.get(name)).as(name).isEqualTo(neutralized(value)));
            assertThat(row.get("deleted_at")).isEmpty();
        }
    }

    @Test
    void formulasHaveAnApostropheInCsvOnly() {
        String application = described(Pipeline.unique("formula") + "_mail1", "=HYPERLINK(\"http://example.org\")");
        String query = "search=" + application;

        assertThat(export(administrator, "?" + query).body()).contains(",\"'=HYPERLINK(\"\"http://example.org\"\")\",");
        assertThat(lines(export(administrator, "?format=ndjson&" + query))
                        .get(0)
                        .get("name")
                        .stringValue())
                .isEqualTo("=HYPERLINK(\"http://example.org\")");
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/csv;charset=UTF-8, applications.csv",
        "?format=csv, text/csv;charset=UTF-8, applications.csv",
        "?format=ndjson, application/x-ndjson, applications.ndjson"
    })
    void headersNameTheTypeAndAFileAndForbidCaches(String query, String type, String file) {
        String filter = (query.isEmpty() ? "?" : query + "&") + "search=" + Pipeline.unique("nothing");

        for (String method : List.of("GET", "HEAD")) {
            Answer answer = api.call(method, "/api/applications/export" + filter)
                    .bearer(administrator)
                    .send();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo(type);
            assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + file + "\"");
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void noMatchIsAHeaderOrNothing() {
        String query = "search=" + Pipeline.unique("nothing");

        Answer csv = export(administrator, "?" + query);
        assertThat(csv.status()).isEqualTo(200);
        assertThat(Csv.read(csv.body())).hasSize(1);
        assertThat(csv.body()).startsWith("id,system_id,module_id,").endsWith(",organization.type\r\n");
        Answer ndjson = export(administrator, "?format=ndjson&" + query);
        assertThat(ndjson.status()).isEqualTo(200);
        assertThat(ndjson.body()).isEmpty();
    }

    @Test
    void everyFilterOfTheListIsOneOfTheExport() {
        String prefix = Pipeline.unique("filters");
        String mail = described(prefix + "a_mail1", "Mail");
        String chat = described(prefix + "b_chat1", "Chat");
        String owner = pipeline.owner(false);
        String below = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        applications.assign(administrator, chat, below);
        String of = "&search=" + prefix;

        for (String query : List.of(
                "type=mail" + of,
                "type=mail&type=nothing" + of,
                "version=1.0" + of,
                "version=mail:1.0" + of,
                "system_id=" + prefix + "a" + of,
                "organization_id=" + below + of,
                "organization_id=no_org" + of,
                "organization_id=" + owner + "&include_hierarchy=true" + of,
                "organization_id=" + owner + of,
                "status=assigned" + of,
                "status=unassigned" + of,
                "no_org=true" + of,
                "search=" + prefix)) {
            assertThat(lines(export(administrator, "?format=ndjson&" + query)))
                    .as(query)
                    .isEqualTo(listed(administrator, query));
        }
        assertThat(ids(export(administrator, "?status=assigned" + of))).containsExactly(chat);
        assertThat(ids(export(administrator, "?organization_id=no_org" + of))).containsExactly(mail);
        assertThat(ids(export(administrator, "?search=" + prefix))).containsExactly(mail, chat);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=1",
                "page_size=10",
                "cursor=x",
                "sort_by=name",
                "sort_direction=asc",
                "colour=red",
                "format=xml",
                "status=gone"
            })
    void whatIsNoParameterOfExportsIsRefused(String parameter) {
        Answer answer = export(administrator, "?" + parameter);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(wrongField(answer)).isEqualTo(parameter.substring(0, parameter.indexOf('=')));
    }

    @Test
    void aCallerExportsWhatItSeesInTheList() {
        String owner = pipeline.owner(false);
        String mine = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String sibling = pipeline.register(OrganizationType.CUSTOMER, owner, false);
        String prefix = Pipeline.unique("scope");
        String owned = applications.listed(prefix + "a_mail1");
        String onMySystem = applications.listed(prefix + "b_mail1");
        String foreign = applications.listed(prefix + "c_mail1");
        api.patch("/api/systems/" + prefix + "b")
                .bearer(administrator)
                .json("{\"organization_id\":\"" + mine + "\"}")
                .send();
        applications.assign(administrator, owned, mine);
        applications.assign(administrator, onMySystem, sibling);
        applications.assign(administrator, foreign, sibling);
        String token = tokens.of(mine, Permission.READ_APPLICATIONS);

        List<JsonNode> mineOnly = lines(export(token, "?format=ndjson"));

        assertThat(mineOnly).isEqualTo(listed(token, ""));
        assertThat(ids(export(token, ""))).containsExactly(owned, onMySystem);
        assertThat(mineOnly.get(1).get("status").stringValue()).isEqualTo("assigned");
        assertThat(mineOnly.get(1).get("organization").isNull()).isTrue();
        assertThat(export(token, "").body()).doesNotContain(sibling);
        assertThat(ids(export(token, "?organization_id=" + sibling))).isEmpty();
        assertThat(ids(export(tokens.ofWithAll(sibling), ""))).containsExactly(onMySystem, foreign);
    }

    @Test
    void credentialsAndThePermissionAreRequired() {
        assertThat(api.get("/api/applications/export").send().status()).isEqualTo(401);
        Answer forbidden = export(tokens.of(pipeline.owner(false), Permission.READ_USERS), "");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.json().get("message").stringValue()).isEqualTo("insufficient permissions");
    }

    @Test
    void aTypeThatExportsDoNotHaveIsNotAcceptable() {
        for (String accept : List.of("application/json", "application/x-ndjson", "image/png", "no type")) {
            Answer answer = api.get("/api/applications/export?format=csv")
                    .bearer(administrator)
                    .header("Accept", accept)
                    .send();

            assertThat(answer.status()).as(accept).isEqualTo(406);
            assertThat(answer.json().get("code").intValue()).isEqualTo(406);
        }
        assertThat(api.get("/api/applications/export?search=" + Pipeline.unique("nothing"))
                        .bearer(administrator)
                        .header("Accept", "text/csv, application/json")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    /** A system with an application for each strange text, some owned, some with notes. */
    private String strangeSystem() {
        String system = Pipeline.unique("strange");
        String owner = pipeline.owner(true);
        for (int i = 0; i < STRANGE.size(); i++) {
            String application = described(system + "_m" + (10 + i), STRANGE.get(i));
            if (i % 2 == 0) {
                applications.assign(administrator, application, owner);
            }
            if (i % 3 == 0) {
                api.put("/api/applications/" + application)
                        .bearer(administrator)
                        .json("{\"notes\":\"first\\nsecond\",\"display_name\":\"=shown\"}")
                        .send();
            }
        }
        return system;
    }

    private String described(String application, String text) {
        String json = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "name", text,
                        "display_name", text,
                        "node_label", text,
                        "url", text,
                        "source", text,
                        "node_id", 7,
                        "version", "1.0"));
        pipeline.inventory().appear(application);
        pipeline.inventory().describe(application, json);
        return applications.listed(application);
    }

    private Answer export(String token, String query) {
        return api.get("/api/applications/export" + query).bearer(token).send();
    }

    private List<JsonNode> listed(String token, String query) {
        Answer answer = applications.list(token, "?page_size=100&" + query);
        return new ArrayList<>(data(answer).get("applications").valueStream().toList());
    }

    private static List<JsonNode> lines(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body()
                .lines()
                .<JsonNode>map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static List<String> ids(Answer answer) {
        return Csv.readWithHeader(answer.body()).stream()
                .map(row -> row.get("id"))
                .toList();
    }

    /** The names of an owned application's values, with that of the removal, which present ones lack. */
    private static List<String> columns(JsonNode owned) {
        List<String> names = new ArrayList<>(cells(owned).keySet());
        names.add(names.indexOf("last_inventory_at") + 1, "deleted_at");
        return names;
    }

    /** The values of an application in the list by the names of columns. */
    private static Map<String, String> cells(JsonNode application) {
        Map<String, String> cells = new LinkedHashMap<>();
        application.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                cells(field.getValue()).forEach((name, value) -> cells.put(field.getKey() + "." + name, value));
            } else if (!field.getKey().equals("organization")) {
                cells.put(field.getKey(), field.getValue().asString(""));
            }
        });
        return cells;
    }

    private static String neutralized(String text) {
        return text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
    }
}
