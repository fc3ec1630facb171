package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.cli.Muster;
import dev.muster.directory.OrganizationType;
import dev.muster.testing.Infrastructure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line reads and changes what the services have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Pipeline.LOCK)
class CommandLineIT {

    private static final String OWNER = "cli-owner";
    private static final String CUSTOMER = "cli-customer";
    private static final String SYSTEM = "cli-system";
    private static final String USER = "cli-user";

    private final Pipeline pipeline = Pipeline.start(Infrastructure.shared());
    private final Messages messages = new Messages(pipeline.clients);

    @BeforeAll
    void createOneOfEach() {
        messages.register(OWNER, OrganizationType.OWNER, null);
        messages.register(CUSTOMER, OrganizationType.CUSTOMER, OWNER);
        messages.snapshot(SYSTEM, Instant.now().truncatedTo(ChronoUnit.DAYS), "mail1=1.0", "chat1=2.0", "web1=3.0");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            run("organization", "get", CUSTOMER);
            assertThat(json("application", "list", "--search", SYSTEM)).hasSize(3);
        });
        run("assign", SYSTEM + "_mail1", CUSTOMER);
        run("system", "change", SYSTEM, "--name", "The mail host", "--organization", CUSTOMER);
        run("user", "register", USER, "--home", CUSTOMER, "--active");
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void applicationIsListedAndShown() {
        assertThat(run("application", "list", "--organization", CUSTOMER))
                .contains(SYSTEM + "_mail1", CUSTOMER, "on The mail host")
                .hasLineCount(1);
        assertThat(json("application", "get", SYSTEM + "_mail1")
                        .path("organization_id")
                        .asString())
                .isEqualTo(CUSTOMER);
    }

    @Test
    void organizationIsListedAndShown() {
        assertThat(run("organization", "list")).contains(CUSTOMER, "1 applications");
        assertThat(json("organization", "get", CUSTOMER).path("id").asString()).isEqualTo(CUSTOMER);
    }

    @Test
    void systemIsListedAndShown() {
        assertThat(run("system", "list")).contains(SYSTEM + "  The mail host  " + CUSTOMER);
        assertThat(json("system", "get", SYSTEM).path("name").asString()).isEqualTo("The mail host");
    }

    @Test
    void userIsListedAndShown() {
        assertThat(run("user", "list")).contains(USER + "  active");
        assertThat(json("user", "get", USER).at("/metadata/guid").asString()).isEqualTo(USER);
    }

    @Test
    void tokenIsCreatedListedShownAndRevoked() {
        JsonNode created = json("token", "create", "reader", "--organization", CUSTOMER, "--scope", "read:users");
        String id = created.path("id").asString();

        assertThat(run("token", "list")).contains(id + "  reader  " + CUSTOMER);
        assertThat(json("token", "get", id).path("first_used_at").isNull()).isTrue();
        assertThat(json("token", "revoke", id).path("revoked_at").isNull()).isFalse();
    }

    @Test
    void associationsAreReplaced() {
        String chat = CUSTOMER + "/" + SYSTEM + "_chat1";
        String web = CUSTOMER + "/" + SYSTEM + "_web1";
        run("association", "add", CUSTOMER, SYSTEM + "_chat1");

        JsonNode replaced = json("association", "replace", CUSTOMER, SYSTEM + "_web1");
        JsonNode again = json("association", "replace", CUSTOMER, SYSTEM + "_web1");
        String none = run("association", "replace", CUSTOMER, "--none");

        assertThat(replaced.valueStream()
                        .map(event -> event.path("association_id").asString() + " "
                                + event.path("change").asString()))
                .containsExactlyInAnyOrder(chat + " REMOVED", web + " REGISTERED");
        assertThat(again.isArray()).isTrue();
        assertThat(again).isEmpty();
        assertThat(none).isEqualTo("REMOVED: " + web + ", revision 2\n");
    }

    @Test
    void rulesArePreviewedPublishedExplainedAndUndone(@TempDir Path folder) throws IOException {
        String system = "cli-ruled";
        String application = system + "_mail1";
        report(system);
        Path file = Files.writeString(folder.resolve("rules.yaml"), """
                rules:
                  - id: ruled
                    match:
                      - {field: system_id, op: glob, value: "cli-rule?"}
                      - {not: {field: module_id, op: prefix, value: chat}}
                    target: {organization: "~%s"}
                """.formatted(CUSTOMER));
        String path = file.toString();

        assertThat(run("rules", "validate", path)).isEqualTo("valid: 1 rules\n");
        assertThat(run("rules", "diff", path)).startsWith("added ruled, position 1\n+ id: \"ruled\"\n");
        assertThat(run("rules", "preview", path))
                .containsPattern("\nassign +1\n")
                .contains(application + "  (unassigned) → " + CUSTOMER + "  by ruled of _platform", "plan token ");
        assertThat(run("rules", "preview", path, "--csv"))
                .contains(application + ",," + CUSTOMER + ",_platform,ruled\n");
        JsonNode published = json("rules", "publish", path, "--yes");
        String id = published.path("id").asString();

        assertThat(published.path("state").asString()).isEqualTo("done");
        assertThat(run("rules", "diff", path)).isEmpty();
        Path shown = Files.writeString(folder.resolve("shown.yaml"), run("rules", "show"));
        assertThat(run("rules", "publish", shown.toString())).startsWith("UNCHANGED: revision ");
        assertThat(run("explain", application))
                .contains(
                        application + ": owned by " + CUSTOMER + ", by rule ruled of _platform, not pinned\n",
                        "  won            ruled\n");
        assertThat(run("explain", system + "_chat1")).contains("  not matched    ruled: not: module_id prefix chat");
        assertThat(run("runs", "list")).contains(id + "  publish  done  _platform  1 changed");
        assertThat(run("runs", "results", id)).contains(application + ",CHANGED,,1,," + CUSTOMER + "\n");
        assertThat(run("runs", "undo", id)).contains("done", "undoes " + id);
        assertThat(run("explain", application)).contains(application + ": unassigned");
        assertThat(run("rules", "show")).isEqualTo("rules: []\n");
    }

    @Test
    void manyApplicationsAreAssignedAndGivenBackToTheRules(@TempDir Path folder) throws IOException {
        String system = "cli-bulk";
        report(system);
        String[] assign = {"assign", "--filter", "system_id=" + system, "--organization", "~" + CUSTOMER};

        assertThat(run(with(assign, "--preview"))).containsPattern("(?m)^assign +2$");
        String id = json(with(assign, "--yes")).path("id").asString();
        assertThat(run("runs", "show", id)).containsPattern("(?m)^changed +2$");
        assertThat(run("explain", system + "_mail1"))
                .contains("owned by " + CUSTOMER + ", by a command, pinned: rules leave it alone");
        assertThat(run("release", system + "_mail1")).startsWith("APPLIED (").doesNotContain("pinned");

        Path results = Files.writeString(folder.resolve("results.csv"), run("runs", "results", id));
        assertThat(run("assign", "--csv", results.toString(), "--unassign", "--yes"))
                .containsPattern("(?m)^changed +2$");
        assertThat(run("application", "list", "--system", system)).contains("(unassigned)");
    }

    private void report(String system) {
        messages.snapshot(system, Instant.now().truncatedTo(ChronoUnit.DAYS), "mail1=1.0", "chat1=2.0");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(json("application", "list", "--system", system))
                        .hasSize(2));
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private JsonNode json(String... command) {
        List<String> withJson = new ArrayList<>(List.of(command));
        withJson.add("--json");
        return JsonMapper.shared().readTree(run(withJson.toArray(String[]::new)));
    }

    /** The standard output of a command that succeeds. */
    private String run(String... command) {
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                Infrastructure.shared().bootstrapServers(),
                "ASSIGNMENT_URL",
                pipeline.assignment.url(),
                "MUSTER_TOKEN",
                Pipeline.ADMINISTRATOR_TOKEN);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Muster.commandLine(environment)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(command);
        assertThat(exitCode).as("%s: %s", List.of(command), err).isZero();
        return out.toString();
    }
}
