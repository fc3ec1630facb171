package dev.muster.assignmentservice.http.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Bulk changes by filter and by file, and their undo. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkIT {

    private static final String ASSIGNMENTS = "/api/assignments";

    private final RulesPipeline rules = new RulesPipeline();
    private final Pipeline pipeline = rules.pipeline;

    @BeforeAll
    void organizations() {
        rules.tree();
    }

    @AfterAll
    void stop() {
        rules.close();
    }

    @Test
    void theApplicationsOfAFilterAreAssignedPinnedAndRestored() {
        String type = Pipeline.unique("type");
        String first = listed(type);
        String second = listed(type);
        pipeline.decide(Commands.assign(second, rules.reseller));
        await().until(() -> rules.get("/api/applications?type=" + type + "&status=assigned")
                        .json()
                        .get("data")
                        .get("applications")
                        .size()
                == 1);

        JsonNode plan = data(rules.call("POST", ASSIGNMENTS + "/preview?type=" + type)
                .json(assign(rules.customer))
                .send());
        JsonNode done = rules.awaitDone(rules.call("POST", ASSIGNMENTS + "?type=" + type)
                .json(assign(rules.customer))
                .send());

        assertThat(plan.get("counts").get("assign").longValue()).isEqualTo(1);
        assertThat(plan.get("counts").get("move").longValue()).isEqualTo(1);
        assertThat(plan.get("samples").toString()).contains(first, second, rules.reseller);
        assertThat(done.get("counts").get("changed").longValue()).isEqualTo(2);
        for (String application : List.of(first, second)) {
            assertThat(pipeline.row(application))
                    .containsEntry("organization_id", rules.customer)
                    .containsEntry("owner_source", "EXPLICIT")
                    .containsEntry("pinned", true);
        }
        await().until(() -> !pipeline.ownershipEvents(first).isEmpty());
        OwnershipEvent event = pipeline.ownershipEvents(first).get(0);
        assertThat(event.getCause().getRunId()).hasToString(done.get("id").stringValue());
        assertThat(event.getCause().getReason()).isNull();
        assertThat(pipeline.outcomes(first)).isEmpty();

        pipeline.decide(Commands.assign(first, rules.owner));
        JsonNode undone =
                rules.awaitDone(rules.call("POST", "/api/runs/" + done.get("id").stringValue() + "/undo")
                        .send());
        assertThat(undone.get("counts").get("changed").longValue()).isEqualTo(1);
        assertThat(pipeline.row(second)).containsEntry("organization_id", rules.reseller);
        assertThat(pipeline.row(first)).containsEntry("organization_id", rules.owner);
    }

    @Test
    void aFileNamesApplicationsAndUnknownOnesAreRowsOfTheResult() {
        String type = Pipeline.unique("type");
        String application = listed(type);
        String csv = "\uFEFFname,application_id\r\n\"with \"\"quotes\"\"\nand lines\"," + application
                + "\r\nx,unknown_mail1\r\n\r\nx,\"evil\nid\"\r\n";

        JsonNode done =
                rules.awaitDone(rules.call("POST", ASSIGNMENTS + "?action=assign&target=~label:" + rules.customer)
                        .body("text/csv", csv.getBytes(UTF_8))
                        .send());

        assertThat(done.get("counts").get("changed").longValue()).isEqualTo(1);
        assertThat(done.get("counts").get("rejected").longValue()).isEqualTo(2);
        assertThat(pipeline.row(application)).containsEntry("organization_id", rules.customer);
        assertThat(rules.get("/api/runs/" + done.get("id").stringValue() + "/results")
                        .body())
                .contains(application + ",CHANGED,,1,," + rules.customer)
                .contains("unknown_mail1,REJECTED,application_not_found")
                .contains("\"evil\nid\",REJECTED");
    }

    @Test
    void wrongFilesAreRefusedWithTheirPlace() {
        for (List<String> wrong : List.of(
                List.of("id\nx\n", "must have the column application_id"),
                List.of("", "must have the column application_id"),
                List.of("application_id,name\nx\n", "row 2 has 1 columns, not 2"),
                List.of("application_id\n\"x\n", "a quoted field does not end in row 1"),
                List.of("application_id\n\"x\"y\n", "misplaced in row 1"),
                List.of("application_id\n" + "x".repeat(10_001), "more than 10000 characters"),
                List.of("application_id" + ",x".repeat(100), "more than 100 columns in row 1"),
                List.of("application_id\nx\n" + "x".repeat(501), "in row 3 has more than 500 characters"),
                List.of("application_id\na\0b\n", "in row 2 has more than 500 characters or U+0000"))) {
            Answer answer = rules.call("POST", ASSIGNMENTS + "?action=unassign")
                    .body("text/csv", wrong.get(0).getBytes(UTF_8))
                    .send();
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(400);
            assertThat(answer.body()).contains(wrong.get(1));
        }
        assertThat(rules.call("POST", ASSIGNMENTS + "?action=unassign")
                        .body("text/csv", new byte[] {'a', (byte) 0xFF})
                        .send()
                        .body())
                .contains("is not UTF-8");
        assertThat(rules.get("/api/runs").json().get("data").get("runs").toString())
                .doesNotContain("bulk_wrong");
    }

    @Test
    void wrongRequestsAreRefused() {
        String type = Pipeline.unique("type");
        for (List<String> wrong : List.of(
                List.of("", assign(rules.customer), "at least one filter"),
                List.of("?type=" + type, "{\"action\": \"give\"}", "must be one of assign"),
                List.of("?type=" + type, "{\"action\": \"assign\"}", "required: a key"),
                List.of("?type=" + type, assign("nobody"), "no such organization"),
                List.of("?type=" + type, "{\"action\": \"unassign\", \"target\": \"x\"}", "is not used"),
                List.of("?typ=" + type, assign(rules.customer), "is no parameter of this path"),
                List.of("?type=" + type, "{\"action\": \"unassign\", \"plan_token\": \"x\"}", "plan_token_invalid"))) {
            Answer answer = rules.call("POST", ASSIGNMENTS + wrong.get(0))
                    .json(wrong.get(1))
                    .send();
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(400);
            assertThat(answer.body()).contains(wrong.get(2));
        }
        assertThat(rules.callAs(rules.customer, "POST", ASSIGNMENTS + "?type=" + type)
                        .json(assign(rules.reseller))
                        .send()
                        .body())
                .contains("no such organization within reach");
    }

    @Test
    void aRepeatedRequestIsTheSameRun() {
        String type = Pipeline.unique("type");
        listed(type);
        String key = UUID.randomUUID().toString();
        UUID other = rules.runOf(rules.call("POST", ASSIGNMENTS + "?type=" + type)
                .json("{\"action\": \"unassign\"}")
                .send());

        Answer first = rules.call("POST", ASSIGNMENTS + "?type=" + type)
                .header("Idempotency-Key", key)
                .json(assign(rules.customer))
                .send();
        Answer second = rules.call("POST", ASSIGNMENTS + "?type=" + type)
                .header("Idempotency-Key", key)
                .json(assign(rules.customer))
                .send();

        assertThat(rules.runOf(second)).isEqualTo(rules.runOf(first)).hasToString(key);
        for (String path : List.of(ASSIGNMENTS + "?type=" + type, "/api/runs/" + other + "/undo")) {
            Answer used = rules.call("POST", path)
                    .header("Idempotency-Key", key)
                    .json("{\"action\": \"unassign\"}")
                    .send();
            assertThat(used.status()).as(path).isEqualTo(409);
            assertThat(used.body()).contains("was used for another request");
        }
    }

    @Test
    void releasedApplicationsHaveTheOwnersOfTheRulesAtOnce() {
        String type = Pipeline.unique("type");
        String application = listed(type);
        pipeline.decide(Commands.assign(application, rules.reseller));
        rules.awaitDone(rules.publish(rules.rule("mail", "instance_of", type, rules.customer)));

        JsonNode done = rules.awaitDone(rules.call("POST", ASSIGNMENTS + "?type=" + type)
                .json("{\"action\": \"release_to_rules\"}")
                .send());

        assertThat(pipeline.row(application))
                .containsEntry("organization_id", rules.customer)
                .containsEntry("rule_id", "mail")
                .containsEntry("pinned", false);
        rules.awaitDone(rules.call("POST", "/api/runs/" + done.get("id").stringValue() + "/undo")
                .send());
        assertThat(pipeline.row(application))
                .containsEntry("organization_id", rules.reseller)
                .containsEntry("pinned", true);
    }

    @Test
    void aPreviewOfRebrandingCountsWhatItWouldChange() {
        String type = Pipeline.unique("type");
        String owned = listed(type);
        listed(type);
        pipeline.decide(Commands.assign(owned, rules.reseller));
        String path = "?type=" + type;

        JsonNode plan = data(rules.call("POST", ASSIGNMENTS + "/preview" + path)
                .json("{\"action\": \"enable_rebranding\"}")
                .send());
        JsonNode done = rules.awaitDone(rules.call("POST", ASSIGNMENTS + path)
                .json("{\"action\": \"enable_rebranding\"}")
                .send());
        JsonNode again = data(rules.call("POST", ASSIGNMENTS + "/preview" + path)
                .json("{\"action\": \"enable_rebranding\"}")
                .send());
        JsonNode inherited = data(rules.call("POST", ASSIGNMENTS + "/preview" + path)
                .json("{\"action\": \"inherit_rebranding\"}")
                .send());

        assertThat(plan.at("/counts/rebrand").longValue()).isEqualTo(1);
        assertThat(plan.at("/counts/rejected").longValue()).isEqualTo(1);
        assertThat(plan.get("samples").size()).isEqualTo(1);
        assertThat(done.at("/counts/changed").longValue()).isEqualTo(1);
        assertThat(done.at("/counts/rejected").longValue()).isEqualTo(1);
        assertThat(again.at("/counts/rebrand").longValue()).isZero();
        assertThat(again.at("/counts/unchanged").longValue()).isEqualTo(1);
        assertThat(inherited.at("/counts/rebrand").longValue()).isEqualTo(1);
        assertThat(inherited.at("/counts/unchanged").longValue()).isEqualTo(1);
    }

    @Test
    void aHundredThousandUnknownIdsAreRejectedRows() {
        StringBuilder csv = new StringBuilder("application_id\n");
        for (int i = 0; i < 100_000; i++) {
            csv.append("nowhere").append(i).append("_mail1\n");
        }

        JsonNode done = rules.awaitDone(rules.call("POST", ASSIGNMENTS + "?action=unassign")
                .body("text/csv", csv.toString().getBytes(UTF_8))
                .send());

        assertThat(done.at("/counts/rejected").longValue()).isEqualTo(100_000);
        assertThat(done.at("/counts/changed").longValue()).isZero();
        assertThat(rules.get("/api/runs/" + done.get("id").stringValue() + "/results")
                        .body()
                        .lines()
                        .count())
                .isEqualTo(100_001);
    }

    @Test
    void ownersOutsideTheAccessScopeAreNotShown() {
        String type = Pipeline.unique("type");
        String application = listed(type);
        String system = application.substring(0, application.lastIndexOf('_'));
        rules.call("PATCH", "/api/systems/" + system)
                .json("{\"organization_id\": \"" + rules.customer + "\"}")
                .send();
        pipeline.decide(Commands.assign(application, rules.reseller));
        String file = "application_id\n" + application + "\n";

        JsonNode plan = data(
                rules.callAs(rules.customer, "POST", ASSIGNMENTS + "/preview?action=assign&target=" + rules.customer)
                        .body("text/csv", file.getBytes(UTF_8))
                        .send());

        assertThat(plan.get("samples").get(0).get("application_id").stringValue())
                .isEqualTo(application);
        assertThat(plan.get("samples").get(0).get("from").isNull()).isTrue();
        assertThat(rules.callAs(rules.customer, "GET", "/api/applications/" + application + "/assignment/explain")
                        .send()
                        .json()
                        .get("data")
                        .get("organization_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void manyChangesNeedTheTokenOfAPreview() {
        String type = Pipeline.unique("type");
        String prefix = Pipeline.unique("bulk") + "-";
        pipeline.inventory().appear(prefix, 1_100);
        StringBuilder csv = new StringBuilder("application_id\n");
        for (int i = 1; i <= 1_100; i++) {
            csv.append(prefix).append(i).append('\n');
        }
        byte[] file = csv.toString().getBytes(UTF_8);
        String query = "?action=assign&target=" + rules.customer;

        Answer refused =
                rules.call("POST", ASSIGNMENTS + query).body("text/csv", file).send();
        assertThat(refused.body()).contains("plan_required: 1100 applications would change");
        JsonNode plan = data(rules.call("POST", ASSIGNMENTS + "/preview" + query)
                .body("text/csv", file)
                .send());
        assertThat(plan.get("needs_plan_token").booleanValue()).isTrue();
        String token = "&plan_token=" + plan.get("plan_token").stringValue();
        assertThat(rules.call("POST", ASSIGNMENTS + query + token)
                        .body(
                                "text/csv",
                                (type + "\n" + csv)
                                        .replace(type, "application_id")
                                        .getBytes(UTF_8))
                        .send()
                        .body())
                .contains("plan_token_other");

        Answer begun = rules.call("POST", ASSIGNMENTS + query + token)
                .body("text/csv", file)
                .send();
        JsonNode stopped = data(
                rules.call("POST", "/api/runs/" + rules.runOf(begun) + "/stop").send());
        assertThat(stopped.get("state").stringValue()).isIn("stopped", "done");
        rules.call("POST", "/api/runs/" + rules.runOf(begun) + "/resume").send();
        JsonNode done = rules.awaitDone(begun);

        assertThat(done.get("counts").get("changed").longValue()).isEqualTo(1_100);
        assertThat(rules.call("POST", ASSIGNMENTS + query + token)
                        .body("text/csv", file)
                        .send()
                        .body())
                .contains("plan_token_used");
    }

    /** An application that the list knows. */
    private String listed(String type) {
        String application = rules.application(type);
        await().until(() -> rules.get("/api/applications?search=" + application + "&type=" + type)
                        .json()
                        .get("data")
                        .get("applications")
                        .size()
                == 1);
        return application;
    }

    private static String assign(String target) {
        return "{\"action\": \"assign\", \"target\": \"" + target + "\"}";
    }

    private static JsonNode data(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().get("data");
    }
}
