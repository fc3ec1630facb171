package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import dev.muster.cli.json.RecordJson;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code list} and {@code get}, against answers in the formats of the four contracts. */
class ReadCommandsTest {

    private static final String APPLICATION = """
            {"id":"vm_bash","instance_of":"dpkg","version":"5.2","organization_id":%s,"system":{"id":"vm","name":"My VM"},
             "notes":null}""";
    private static final String TOKEN = """
            {"id":"11111111-2222-3333-4444-555555555555","name":"sync","organization_id":null,"scopes":["read:users"],
             "expires_at":"2026-02-01T00:00:00Z","revoked_at":null}""";

    private final FakeHttpService service = new FakeHttpService();

    ReadCommandsTest() throws IOException {}

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void applicationsAreListedToTheEndByCursor() {
        service.answering(
                        "/api/applications?page=1&page_size=100&search=b+c&organization_id=%7Enorth",
                        200, page(APPLICATION.formatted("\"pub1\""), "{\"has_next\":true,\"next_cursor\":\"c/1\"}"))
                .answering(
                        "/api/applications?page_size=100&cursor=c%2F1&search=b+c&organization_id=%7Enorth",
                        200, page(APPLICATION.formatted("null"), "{\"has_next\":false,\"next_cursor\":null}"));

        Answer answer = run("application", "list", "--search", "b c", "--organization", "~north");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines().toList())
                .containsExactly("vm_bash  dpkg  5.2  pub1  on My VM", "vm_bash  dpkg  5.2  (unassigned)  on My VM");
    }

    @Test
    void limitEndsTheListAndSaysThatThereIsMore() {
        service.answering(
                "/api/applications?page=1&page_size=100",
                200,
                page(
                        APPLICATION.formatted("null") + "," + APPLICATION.formatted("null"),
                        "{\"has_next\":true,\"next_cursor\":\"c\"}"));

        Answer answer = run("application", "list", "--limit", "1", "--json");

        assertThat(RecordJson.MAPPER.readTree(answer.out())).hasSize(1);
        assertThat(answer.err()).contains("there are more").hasLineCount(1);
        assertThat(service.requests()).hasSize(1);
        assertThat(run("application", "list", "--limit", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void applicationIsShown() {
        service.answering("/api/applications/vm_bash", 200, "{\"data\":" + APPLICATION.formatted("null") + "}");

        assertThat(run("application", "get", "vm_bash").out())
                .contains("id: vm_bash\n", "organization_id: (none)\n", "system: {\"id\":\"vm\",\"name\":\"My VM\"}\n");
        JsonNode json = RecordJson.MAPPER.readTree(
                run("application", "get", "vm_bash", "--json").out());
        assertThat(json.path("version").asString()).isEqualTo("5.2");
    }

    @Test
    void organizationsAreListedByPages() {
        String organization =
                "{\"id\":\"pub1\",\"label\":\"north\",\"name\":\"North\",\"isActive\":true,\"devicesCount\":3,\"usersCount\":2}";
        service.answering(
                        "/api/v2.0/organizations?page=1&page_size=100&name__icontains=nor&type=customer",
                        200,
                        "{\"count\":2,\"next\":\"http://h/?page=2\",\"results\":[" + organization + "]}")
                .answering(
                        "/api/v2.0/organizations?page=2&page_size=100&name__icontains=nor&type=customer",
                        200,
                        "{\"count\":2,\"next\":null,\"results\":[" + organization + "]}")
                .answering("/api/v2.0/organizations/~north", 200, organization)
                .answering("/api/v2.0/organizations/%7Enorth", 200, organization);

        assertThat(run("organization", "list", "--name", "nor", "--type", "customer")
                        .out()
                        .lines())
                .hasSize(2)
                .allMatch("pub1  ~north  North  active  3 applications  2 users"::equals);
        assertThat(run("organization", "get", "~north").out()).contains("label: north\n");
    }

    @Test
    void systemsAreListedAndShown() {
        String system = "{\"id\":\"vm\",\"name\":\"My VM\",\"organization_id\":null}";
        service.answering(
                        "/api/systems?page=1&page_size=100&search=vm",
                        200,
                        "{\"data\":{\"systems\":[" + system + "],\"pagination\":{\"has_next\":false}}}")
                .answering("/api/systems/vm", 200, "{\"data\":" + system + "}");

        assertThat(run("system", "list", "--search", "vm").out()).isEqualTo("vm  My VM  (no organization)\n");
        assertThat(run("system", "get", "vm").out()).contains("name: My VM\n");
    }

    @Test
    void usersAreListedAndShown() {
        String user = "{\"metadata\":{\"guid\":\"alice\"},\"entity\":{\"admin\":true,\"active\":false}}";
        service.answering(
                        "/v2/users?page=1&results-per-page=100",
                        200,
                        "{\"total_pages\":2,\"next_url\":\"/v2/users?page=2\",\"resources\":[" + user + "]}")
                .answering("/v2/users?page=2&results-per-page=100", 200, "{\"next_url\":null,\"resources\":[]}")
                .answering("/v2/users/alice", 200, user);

        assertThat(run("user", "list").out()).isEqualTo("alice  not active  administrator\n");
        assertThat(run("user", "get", "alice", "--json").out()).contains("\"guid\" : \"alice\"");
    }

    @Test
    void tokenIsShownWithoutItsText() {
        service.answering(
                "/api/tokens?page=1&page_size=100",
                200,
                "{\"data\":{\"tokens\":[" + TOKEN + "],\"pagination\":{\"total_pages\":1}}}");

        assertThat(run("token", "get", "11111111-2222-3333-4444-555555555555").out())
                .contains("name: sync\n", "scopes: [\"read:users\"]\n");
        Answer missing = run("token", "get", "99999999-2222-3333-4444-555555555555");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("token not found").hasLineCount(1);
    }

    @Test
    void errorsOfAllContractsAreOneLine() {
        service.answering(
                "/api/applications/x", 404, "{\"code\":404,\"message\":\"application not found\",\"data\":{}}");
        assertFails(1, "application not found", "application", "get", "x");
        service.answering(
                "/api/v2.0/organizations/x",
                404,
                "{\"code\":404001,\"message\":\"Not found.\",\"detail\":\"Not found.\"}");
        assertFails(1, "there is no such organization", "organization", "get", "x");
        service.answering(
                "/v2/users/x",
                404,
                "{\"description\":\"The user could not be found: x\",\"error_code\":\"CF-UserNotFound\",\"code\":20003}");
        assertFails(1, "The user could not be found: x", "user", "get", "x");
        service.answering(
                "/v2/users/y",
                403,
                "{\"description\":\"scope\",\"error_code\":\"CF-InsufficientScope\",\"code\":10007}");
        assertFails(1, "the token needs the scope read:users", "user", "get", "y");
        service.answering(
                "/api/applications?page=1&page_size=100&status=x",
                400,
                "{\"message\":\"validation failed\",\"data\":{\"errors\":[{\"key\":\"status\",\"message\":\"must be"
                        + " assigned\\u001b[2J\"}]}}");
        assertFails(2, "status: must be assigned\\u001b[2J", "application", "list", "--status", "x");
        assertFails(2, "must not be blank", "system", "get", " ");
    }

    private void assertFails(int exitCode, String message, String... args) {
        Answer answer = run(args);
        assertThat(answer.exitCode()).isEqualTo(exitCode);
        assertThat(answer.err()).contains(message).doesNotContain("mst_x").hasLineCount(1);
    }

    private Answer run(String... args) {
        return Cli.runIn(service.environment(), args);
    }

    private static String page(String applications, String pagination) {
        return "{\"data\":{\"applications\":[" + applications + "],\"pagination\":" + pagination + "}}";
    }
}
