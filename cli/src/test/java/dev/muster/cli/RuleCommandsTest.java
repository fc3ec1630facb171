package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import dev.muster.cli.Cli.Answering;
import dev.muster.cli.FakeHttpService.Received;
import dev.muster.cli.json.RecordJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rules}, {@code runs}, {@code explain} and bulk {@code assign}, against answers of a fake service. */
class RuleCommandsTest {

    private static final String SET = "/api/organizations/_platform/rule-set";
    private static final String ID = "11111111-2222-3333-4444-555555555555";
    private static final String RUN = """
            {"data":{"id":"11111111-2222-3333-4444-555555555555","kind":"publish","state":"%s",
             "organization_id":"_platform","actor":"alice","counts":{"checked":2000,"assign":812,"move":0,"unassign":0,
             "pinned":3,"changed":%d},"reason":%s,"message":"too many","undoes":null,
             "created_at":"2026-01-02T03:04:05Z","finished_at":null}}""";
    private static final String PLAN = """
            {"data":{"counts":{"checked":2000,"assign":812,"move":0,"unassign":0,"pinned":3,"blocked":0},
             "samples":[{"application_id":"vm_bash","from":null,"to":"acme","rule_set":"_platform","rule_id":"a"},
                        {"application_id":"vm_sh","from":"acme","to":null,"rule_set":null,"rule_id":null}],
             "needs_plan_token":true,"plan_token":"pt_1","expires_at":"2026-01-02T04:04:05Z"}}""";
    private static final String RULE = """
            {"id":"%s","mode":"ENFORCE","match":[{"field":"name","op":"in","value":["x","y"]},
             {"not":{"field":"url","op":"exists"}}],"target":{"organization":"%s"},"on_unmatch":"KEEP"}""";

    private final FakeHttpService service = new FakeHttpService();

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    RuleCommandsTest() throws IOException {}

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("rules.yaml");
        Files.writeString(file, "rules: []");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void problemsOfARuleSetArePrintedOneALine() {
        service.answering(
                SET + "/validate",
                400,
                "{\"message\":\"validation failed\",\"data\":{\"errors\":[{\"key\":\"rules[0].id\",\"message\":\"is"
                        + " required\"},{\"key\":\"rules[1].match\",\"message\":\"is empty\"}]}}");

        Answer answer = run("rules", "validate", file.toString());

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).isEqualTo("rules[0].id: is required\nrules[1].match: is empty\n");
        assertThat(RecordJson.MAPPER
                        .readTree(run("rules", "validate", file.toString(), "--json")
                                .out())
                        .path("problems"))
                .hasSize(2);
    }

    @Test
    void validRuleSetOfAnOrganizationIsCounted() {
        service.answering("/api/organizations/%7Eacme/rule-set/validate", 200, "{\"data\":{\"rules\":3}}");

        assertThat(run("rules", "validate", file.toString(), "--organization", "~acme")
                        .out())
                .isEqualTo("valid: 3 rules\n");
        assertThat(service.received().get(0).body()).isEqualTo("rules: []");
    }

    @Test
    void previewIsAnAlignedTableWithSamples() {
        service.answering("POST " + SET + "/preview", 200, PLAN);

        Answer answer = run("rules", "preview", file.toString(), "--samples", "1");

        assertThat(answer.out()).isEqualTo("""
                checked   2,000
                assign      812
                move          0
                unassign      0
                pinned        3
                vm_bash  (unassigned) → acme  by a of _platform
                … and 811 more
                so many changes need the plan token
                plan token pt_1, valid until 2026-01-02T04:04:05Z, once
                """);
        assertThat(run("rules", "preview", file.toString(), "--json").out()).contains("\"plan_token\" : \"pt_1\"");
        assertThat(run("rules", "preview", file.toString(), "--samples", "101").exitCode())
                .isEqualTo(2);
    }

    @Test
    void wholePlanIsCsv() {
        service.answering("POST " + SET + "/preview", 200, "application_id,rule_id\r\nvm_bash,a\r\n");

        assertThat(run("rules", "preview", file.toString(), "--csv").out())
                .isEqualTo("application_id,rule_id\nvm_bash,a\n");
        assertThat(service.received().get(0).headers().getFirst("Accept")).startsWith("text/csv");
    }

    @Test
    void publishWithoutATerminalReplacesTheSetThatIsThereAndWaits() {
        service.answering("GET " + SET, 200, "{\"data\":{\"revision\":7}}")
                .answering("PUT " + SET, 202, RUN.formatted("counting", 0, "null"))
                .answering("/api/runs/" + ID, 200, RUN.formatted("running", 400, "null"))
                .answering("/api/runs/" + ID, 200, RUN.formatted("done", 812, "null"));

        Answer answer = run("rules", "publish", file.toString());

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("publish " + ID + " of _platform: done", "by alice", "changed    812\n");
        assertThat(request("PUT " + SET).headers().getFirst("If-Match")).isEqualTo("\"7\"");
    }

    @Test
    void firstSetIsPublishedOnlyIfThereIsNone() {
        service.answering("GET " + SET, 404, "{\"message\":\"rule set not found\"}")
                .answering("PUT " + SET, 202, RUN.formatted("counting", 0, "null"));

        Answer answer = run("rules", "publish", file.toString(), "--no-wait", "--json");

        assertThat(answer.exitCode()).isZero();
        assertThat(RecordJson.MAPPER.readTree(answer.out()).path("state").asString())
                .isEqualTo("counting");
        assertThat(request("PUT " + SET).headers().getFirst("If-None-Match")).isEqualTo("*");
    }

    @Test
    void terminalShowsThePlanAndItsTokenIsSent() {
        service.answering("GET " + SET, 200, "{\"data\":{\"revision\":7}}")
                .answering("POST " + SET + "/preview", 200, PLAN)
                .answering("PUT " + SET + "?plan_token=pt_1", 202, RUN.formatted("done", 812, "null"));
        List<String> questions = new ArrayList<>();

        Answer answer =
                Cli.run(service.environment(), new Answering(true, questions), "rules", "publish", file.toString());

        assertThat(answer.exitCode()).isZero();
        assertThat(questions).containsExactly("Publish the rules of _platform?");
        assertThat(answer.err()).contains("assign      812", "vm_sh  acme → (unassigned)");
    }

    @Test
    void declinedPlanIsNotPublished() {
        service.answering("GET " + SET, 200, "{\"data\":{\"revision\":7}}")
                .answering("POST " + SET + "/preview", 200, PLAN);

        Answer answer = Cli.run(
                service.environment(), new Answering(false, new ArrayList<>()), "rules", "publish", file.toString());

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("nothing was changed");
        assertThat(service.received()).noneMatch(one -> one.line().startsWith("PUT"));
    }

    @Test
    void yesPreviewsWithoutAQuestionAndPreviewNeedsATerminal() {
        service.answering("GET " + SET, 200, "{\"data\":{\"revision\":7}}")
                .answering("POST " + SET + "/preview", 200, PLAN)
                .answering("PUT " + SET + "?plan_token=pt_1", 202, RUN.formatted("done", 812, "null"))
                .answering("PUT " + SET + "?plan_token=pt_2", 202, RUN.formatted("done", 812, "null"));

        assertThat(run("rules", "publish", file.toString(), "--yes").exitCode()).isZero();
        assertThat(run("rules", "publish", file.toString(), "--plan-token", "pt_2")
                        .exitCode())
                .isZero();
        Answer answer = run("rules", "publish", file.toString(), "--preview");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("there is no terminal: add --yes").hasLineCount(1);
    }

    @Test
    void refusedRunExitsWithOneAndTheReason() {
        service.answering("GET " + SET, 200, "{\"data\":{\"revision\":7}}")
                .answering("PUT " + SET, 202, RUN.formatted("counting", 0, "null"))
                .answering("/api/runs/" + ID, 200, RUN.formatted("refused", 0, "\"plan_required\""));

        Answer answer = run("rules", "publish", file.toString());

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).isEqualTo("muster: refused: plan_required: too many\n");
    }

    @Test
    void runThatTakesTooLongIsNotWaitedFor() {
        service.answering("GET " + SET, 200, "{\"data\":{\"revision\":7}}")
                .answering("PUT " + SET, 202, RUN.formatted("running", 1, "null"))
                .answering("/api/runs/" + ID, 200, RUN.formatted("running", 1, "null"));

        Answer answer = run("rules", "publish", file.toString(), "--max-wait", "1");

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.err()).contains("running: 1 of 812 changed; see muster runs show " + ID);
    }

    @Test
    void setWithTheSameRulesIsUnchanged() {
        String set = "{\"data\":{\"organization_id\":\"_platform\",\"revision\":7}}";
        service.answering("GET " + SET, 200, set).answering("PUT " + SET, 200, set);

        assertThat(run("rules", "publish", file.toString()).out())
                .isEqualTo("UNCHANGED: revision 7 of _platform has these rules\n");
    }

    @Test
    void setIsShownAsYaml() {
        String set = "{\"data\":{\"organization_id\":\"_platform\",\"revision\":3,\"published_by\":\"alice\","
                + "\"published_at\":\"2026-01-02T03:04:05Z\",\"document\":{\"rules\":[" + RULE.formatted("a", "acme")
                + "]}}}";
        service.answering(SET, 200, set).answering(SET + "/revisions/3", 200, set);

        Answer answer = run("rules", "show");

        assertThat(answer.out()).isEqualTo("""
                rules:
                  - id: "a"
                    mode: ENFORCE
                    match:
                      - {field: "name", op: "in", value: ["x", "y"]}
                      - {not: {field: "url", op: "exists"}}
                    target: {organization: "acme"}
                    on_unmatch: KEEP
                """);
        assertThat(answer.err()).isEqualTo("revision 3 of _platform, published 2026-01-02T03:04:05Z by alice\n");
        assertThat(run("rules", "show", "--revision", "3", "--json").out()).contains("\"revision\" : 3");
        assertThat(run("rules", "show", "--revision", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void differencesAreToldRuleByRule() {
        service.answering(
                        SET,
                        200,
                        "{\"data\":{\"revision\":3,\"document\":" + rules("a acme", "b acme", "c acme", "d acme")
                                + "}}")
                .answering(
                        SET + "/validate",
                        200,
                        "{\"data\":{\"rules\":4,\"document\":" + rules("d acme", "b other", "c acme", "e acme") + "}}");

        Answer answer = run("rules", "diff", file.toString());

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines())
                .contains(
                        "removed a, was position 1",
                        "- id: \"a\"",
                        "added e, position 4",
                        "+ id: \"e\"",
                        "changed b",
                        "  id: \"b\"",
                        "- target: {organization: \"acme\"}",
                        "+ target: {organization: \"other\"}",
                        "moved d from position 4 to position 1")
                .doesNotContain("changed c", "changed d");
        assertThat(answer.err()).isEqualTo("compared with revision 3 of _platform\n");
        assertThat(RecordJson.MAPPER
                        .readTree(
                                run("rules", "diff", file.toString(), "--json").out())
                        .toString())
                .isEqualTo(
                        "{\"added\":[\"e\"],\"removed\":[\"a\"],\"changed\":[\"b\"],\"moved\":[\"d\"],\"revision\":3}");
    }

    @Test
    void runsAreListedShownAndUndone() {
        String page =
                "{\"data\":{\"runs\":[" + RUN.substring(8, RUN.length() - 1).formatted("done", 812, "null")
                        + "],\"page\":1,\"page_size\":100,\"total_count\":1}}";
        service.answering("/api/runs?page=1&page_size=100", 200, page)
                .answering("GET /api/runs/" + ID, 200, RUN.formatted("done", 812, "null"))
                .answering("POST /api/runs/" + ID + "/stop", 409, "{\"message\":\"the run is finished: it is DONE\"}")
                .answering("POST /api/runs/" + ID + "/resume", 200, RUN.formatted("running", 1, "null"))
                .answering("POST /api/runs/" + ID + "/undo", 202, RUN.formatted("running", 1, "null"));

        assertThat(run("runs", "list").out())
                .isEqualTo(ID + "  publish  done  _platform  812 changed  2026-01-02T03:04:05Z  by alice\n");
        assertThat(run("runs", "show", ID).out()).contains("pinned", "changed    812");
        assertThat(run("runs", "undo", ID).out()).contains("done");
        assertThat(run("runs", "resume", ID, "--no-wait").out()).contains(": running");
        Answer stop = run("runs", "stop", ID);
        assertThat(stop.exitCode()).isEqualTo(1);
        assertThat(stop.err()).isEqualTo("muster: the run is finished: it is DONE\n");
        assertThat(run("runs", "show", "x").exitCode()).isEqualTo(2);
    }

    @Test
    void resultsAreCsvOrObjects() {
        service.answering(
                "/api/runs/" + ID + "/results", 200, "application_id,status,reason\r\n\"vm,\"\"a\",CHANGED,\r\n");

        assertThat(run("runs", "results", ID).out()).isEqualTo("application_id,status,reason\n\"vm,\"\"a\",CHANGED,\n");
        assertThat(run("runs", "results", ID, "--json").out())
                .isEqualTo("{\"application_id\":\"vm,\\\"a\",\"status\":\"CHANGED\",\"reason\":null}\n");
    }

    @Test
    void explanationNamesTheRuleAndTheFailedCriterion() {
        service.answering("/api/applications/vm_bash/assignment/explain", 200, """
                {"data":{"organization_id":"acme","source":"rule","pinned":false,"rule_set":"_platform","rule_id":"b",
                 "decision":"unchanged","next_organization_id":null,"decided_above":false,"sets":[
                 {"organization_id":"_platform","revision":3,"target":"acme","blocked":false,"rules":[
                  {"id":"a","result":"not_matched","failed":"name equals x; it is bash"},
                  {"id":"b","result":"won","failed":null},{"id":"c","result":"matched_later","failed":null}]}]}}
                """);

        assertThat(run("explain", "vm_bash").out()).isEqualTo("""
                vm_bash: owned by acme, by rule b of _platform, not pinned
                now the rules say: unchanged
                rules of _platform, revision 3: acme
                  not matched    a: name equals x; it is bash
                  won            b
                  matched later  c
                """);
    }

    @Test
    void manyApplicationsAreAssignedByFilter() {
        service.answering("POST /api/assignments/preview?type=mail&search=b+c", 200, PLAN)
                .answering("POST /api/assignments?type=mail&search=b+c", 202, RUN.formatted("done", 812, "null"));
        String[] filter = {"assign", "--filter", "type=mail", "--filter", "search=b c", "--organization", "~acme"};

        Answer preview = run(with(filter, "--preview"));
        Answer done = run(with(filter, "--plan-token", "pt_1"));

        assertThat(preview.out()).contains("assign      812", "plan token pt_1");
        assertThat(done.out()).contains("done");
        assertThat(service.received())
                .extracting(Received::body)
                .containsExactly(
                        "{\"action\":\"assign\",\"target\":\"~acme\"}",
                        "{\"action\":\"assign\",\"target\":\"~acme\",\"plan_token\":\"pt_1\"}");
    }

    @Test
    void bulkChangeThatNeedsAPlanTokenExitsWithOne() {
        service.answering(
                "POST /api/assignments?type=mail",
                400,
                "{\"message\":\"validation failed\",\"data\":{\"errors\":[{\"key\":\"plan_token\",\"message\":"
                        + "\"plan_required: 2000 applications would change\"}]}}");

        Answer answer = run("assign", "--filter", "type=mail", "--unassign");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("plan_token: plan_required: 2000").hasLineCount(1);
    }

    @Test
    void manyApplicationsAreUnassignedByFile() throws IOException {
        Files.writeString(file, "vm_bash\n");
        service.answering("POST /api/assignments/preview?action=unassign", 200, PLAN)
                .answering(
                        "POST /api/assignments?action=unassign&plan_token=pt_1",
                        202,
                        RUN.formatted("done", 812, "null"));

        assertThat(run("assign", "--csv", file.toString(), "--unassign", "--yes")
                        .exitCode())
                .isZero();

        assertThat(service.received()).allSatisfy(one -> {
            assertThat(one.headers().getFirst("Content-Type")).isEqualTo("text/csv");
            assertThat(one.body()).isEqualTo("vm_bash\n");
        });
    }

    @Test
    void aFileThatIsTooLargeIsNotSent() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((256L << 20) + 1);
        }

        assertUsage("is too large: a file has at most 256 MiB", "assign", "--csv", file.toString(), "--unassign");
        assertThat(service.received()).isEmpty();
    }

    @Test
    void aSampleOfABulkChangeNamesTheOwnerAtPresent() throws IOException {
        Files.writeString(file, "vm_bash\n");
        service.answering(
                "POST /api/assignments/preview?action=unassign",
                200,
                PLAN.replaceAll(
                        "\"samples\": *\\[[^]]*]",
                        "\"samples\": [{\"application_id\": \"vm_sh\", \"from\": \"acme\"}]"));

        assertThat(run("assign", "--csv", file.toString(), "--unassign", "--preview")
                        .out())
                .contains("vm_sh  acme\n");
    }

    @Test
    void assignmentsOfOneAndOfManyAreNotMixed() {
        assertUsage("name the APPLICATION and the ORGANIZATION", "assign");
        assertUsage("name the APPLICATION and the ORGANIZATION", "assign", "vm_bash");
        assertUsage("require --filter or --csv", "assign", "vm_bash", "acme", "--preview");
        assertUsage("not both", "assign", "vm_bash", "--filter", "type=mail", "--unassign");
        assertUsage("not both", "assign", "--csv", "f", "--filter", "type=mail", "--unassign");
        assertUsage("--organization KEY, or --unassign", "assign", "--filter", "type=mail");
        assertUsage("--expect is not used", "assign", "--filter", "type=mail", "--unassign", "--expect", "1");
        assertUsage("KEY=VALUE", "assign", "--filter", "mail", "--unassign");
        assertUsage("cannot read none: there is no such file", "assign", "--csv", "none", "--unassign");
    }

    private void assertUsage(String message, String... args) {
        Answer answer = run(args);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains(message).hasLineCount(1);
    }

    private static String[] with(String[] args, String... more) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** A document; each rule is an id and a target. */
    private static String rules(String... rules) {
        List<String> texts = new ArrayList<>();
        for (String rule : rules) {
            texts.add(RULE.formatted((Object[]) rule.split(" ", 2)));
        }
        return "{\"rules\":[" + String.join(",", texts) + "]}";
    }

    private Received request(String line) {
        return service.received().stream()
                .filter(one -> one.line().equals(line))
                .findFirst()
                .orElseThrow();
    }

    private Answer run(String... args) {
        return Cli.runIn(service.environment(), args);
    }
}
