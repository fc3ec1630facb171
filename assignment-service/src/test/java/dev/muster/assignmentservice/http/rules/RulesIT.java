package dev.muster.assignmentservice.http.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.OwnershipSource;
import dev.muster.assignment.ReleaseToRulesCommand;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.Api.Call;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.OrganizationType;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Rules over HTTP and Kafka, on a service of its own: the platform has only one set. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesIT {

    private static final String PLATFORM = "/api/organizations/_platform/rule-set";

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
    void aPublishedSetAssignsWhatIsThereAndWhatComesLater() {
        String type = Pipeline.unique("type");
        String present = rules.application(type);

        Answer published = rules.publish(rules.rule("mail", "instance_of", type, rules.customer));
        rules.awaitDone(published);
        String later = rules.application(type);

        assertThat(published.status()).isEqualTo(202);
        for (String application : List.of(present, later)) {
            await().untilAsserted(() -> assertThat(pipeline.row(application))
                    .containsEntry("organization_id", rules.customer)
                    .containsEntry("owner_source", "RULE")
                    .containsEntry("pinned", false)
                    .containsEntry("rule_set", "_platform")
                    .containsEntry("rule_id", "mail"));
            await().until(() -> !pipeline.ownershipEvents(application).isEmpty());
        }
        OwnershipEvent event = pipeline.ownershipEvents(later).get(0);
        assertThat(event.getCause().getReason()).isEqualTo("rule_applied");
        assertThat(event.getCause().getCommandId()).isEqualTo(rules.runOf(published));
        assertThat(event.getCause().getRuleId()).isEqualTo("mail");
        assertThat(event.getCause().getRunId()).isNull();
        assertThat(pipeline.ownershipEvents(present).get(0).getCause().getRunId())
                .isEqualTo(rules.runOf(published));
        assertThat(event.getAfter().getSource()).isEqualTo(OwnershipSource.RULE);
    }

    @Test
    void whatAPersonDecidedIsNeverTouchedUntilItIsGivenBack() {
        String type = Pipeline.unique("type");
        String application = rules.application(type);
        pipeline.decide(Commands.assign(application, rules.reseller));

        rules.awaitDone(rules.publish(rules.rule("mail", "instance_of", type, rules.customer)));
        assertThat(pipeline.row(application)).containsEntry("organization_id", rules.reseller);
        pipeline.send(
                Topics.ASSIGNMENT_COMMANDS,
                application.getBytes(UTF_8),
                SingleObjectCodec.of(ReleaseToRulesCommand.class)
                        .encode(new ReleaseToRulesCommand(
                                UUID.randomUUID(), Instant.now(), "alice", application, null)));

        await().untilAsserted(() -> assertThat(pipeline.row(application))
                .containsEntry("organization_id", rules.customer)
                .containsEntry("rule_id", "mail"));
        await().until(() -> pipeline.ownershipEvents(application).size() == 3);
        assertThat(pipeline.ownershipEvents(application).get(1).getChanged()).containsExactly("pinned");
    }

    @Test
    void anApplicationIsGivenBackToTheRulesOverHttpAndHasTheirOwnerInTheAnswer() {
        String type = Pipeline.unique("type");
        String application = rules.application(type);
        String path = "/api/applications/" + application + "/assignment/release";
        pipeline.decide(Commands.assign(application, rules.reseller));
        rules.awaitDone(rules.publish(rules.rule("mail", "instance_of", type, rules.customer)));
        String tag = rules.get("/api/applications/" + application).requiredHeader("ETag");

        assertThat(rules.callAs(rules.customer, "POST", path).send().status()).isEqualTo(403);
        assertThat(rules.call("POST", path).header("If-Match", "\"9-9\"").send().status())
                .isEqualTo(412);
        Answer released = rules.call("POST", path).header("If-Match", tag).send();
        Answer again = rules.call("POST", path).send();

        assertThat(released.status()).as(released.toString()).isEqualTo(200);
        assertThat(released.json().get("data").get("organization_id").stringValue())
                .isEqualTo(rules.customer);
        assertThat(again.header("ETag")).isEqualTo(released.header("ETag"));
        assertThat(pipeline.row(application)).containsEntry("rule_id", "mail").containsEntry("pinned", false);
        await().until(() -> pipeline.ownershipEvents(application).size() == 3);
        assertThat(rules.call("POST", "/api/applications/unknown_mail1/assignment/release")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aRepeatedReleaseIsAnsweredAgainThoughTheRulesHaveEndedTheCallersReach() {
        String type = Pipeline.unique("type");
        String application = rules.application(type);
        pipeline.decide(Commands.assign(application, rules.customer));
        rules.awaitDone(rules.publish(rules.rule("mail", "instance_of", type, rules.reseller)));
        String token = rules.tokens.ofWithAll(rules.customer);
        String key = UUID.randomUUID().toString();

        Answer first = release(token, application, key);
        Answer again = release(token, application, key);

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(first.json().get("data").get("organization_id").isNull()).isTrue();
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(release(token, application, UUID.randomUUID().toString()).status())
                .isEqualTo(403);
        assertThat(rules.call("PATCH", "/api/applications/" + application + "/unassign")
                        .header("Idempotency-Key", key)
                        .send()
                        .body())
                .contains("was used for another request");
        pipeline.decide(Commands.assign(application, rules.owner));
        assertThat(release(token, application, key).status()).isEqualTo(403);
    }

    private Answer release(String token, String application, String key) {
        return rules.callWith(token, "POST", "/api/applications/" + application + "/assignment/release")
                .header("Idempotency-Key", key)
                .send();
    }

    @Test
    void aChangedFieldMovesAnApplicationAndNoMatchKeepsOrUnassignsIt() {
        String type = Pipeline.unique("type");
        String kept = rules.application(type);
        String unassigned = rules.application(type);
        rules.awaitDone(rules.publish("""
                rules:
                  - id: keep
                    match: [{field: instance_of, op: equals, value: %s}, {field: module_id, op: exists}, {field: version, op: equals, value: "1"}]
                    target: {organization: %s}
                  - id: unassign
                    match: [{field: instance_of, op: equals, value: %s}, {field: version, op: equals, value: "2"}]
                    target: {organization: %s}
                    on_unmatch: UNASSIGN
                """.formatted(type, rules.customer, type, rules.reseller)));
        rules.describe(kept, type, "1");
        rules.describe(unassigned, type, "2");
        await().untilAsserted(() -> assertThat(pipeline.row(unassigned)).containsEntry("rule_id", "unassign"));
        await().untilAsserted(() -> assertThat(pipeline.row(kept)).containsEntry("rule_id", "keep"));

        rules.describe(kept, type, "3");
        rules.describe(unassigned, type, "3");

        await().untilAsserted(() -> assertThat(pipeline.row(unassigned)).containsEntry("organization_id", null));
        assertThat(pipeline.row(kept)).containsEntry("organization_id", rules.customer);
        await().until(() -> pipeline.ownershipEvents(unassigned).size() == 2);
        assertThat(pipeline.ownershipEvents(unassigned).get(1).getCause().getReason())
                .isEqualTo("rule_unmatched");
    }

    @Test
    void theSetOfAnOrganizationDecidesFurtherWithinIt() {
        String type = Pipeline.unique("type");
        String application = rules.application(type);
        Call call = rules.callAs(rules.reseller, "PUT", "/api/organizations/" + rules.reseller + "/rule-set")
                .header("If-None-Match", "*");
        Answer own = call.json("""
                        {"rules": [{"id": "down", "match": [{"field": "instance_of", "op": "equals", "value": "%s"}],
                          "target": {"organization": "%s"}}]}
                        """.formatted(type, rules.customer)).send();
        rules.awaitDone(own);

        rules.awaitDone(rules.publish(rules.rule("mail", "instance_of", type, rules.reseller)));

        await().untilAsserted(() -> assertThat(pipeline.row(application))
                .containsEntry("organization_id", rules.customer)
                .containsEntry("rule_set", rules.reseller)
                .containsEntry("rule_id", "down"));
        JsonNode explained = rules.get("/api/applications/" + application + "/assignment/explain")
                .json()
                .get("data");
        assertThat(explained.get("rule_id").stringValue()).isEqualTo("down");
        assertThat(explained.get("sets").size()).isEqualTo(2);
        JsonNode own2 = rules.callAs(rules.reseller, "GET", "/api/applications/" + application + "/assignment/explain")
                .send()
                .json()
                .get("data");
        assertThat(own2.get("decided_above").booleanValue()).isTrue();
        assertThat(own2.get("sets").size()).isEqualTo(1);
    }

    @Test
    void aSetIsReplacedOnlyByWhoKnowsIt() {
        String type = Pipeline.unique("type");
        rules.awaitDone(rules.publish(rules.rule("a", "instance_of", type, rules.customer)));
        String tag = rules.get(PLATFORM).requiredHeader("ETag");
        String document = rules.rule("b", "instance_of", type, rules.customer);

        assertThat(rules.call("PUT", PLATFORM)
                        .body("application/yaml", document.getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(428);
        assertThat(rules.put(document, "\"999\"").status()).isEqualTo(412);
        assertThat(rules.call("PUT", PLATFORM)
                        .header("If-None-Match", "*")
                        .body("application/yaml", document.getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(412);
        assertThat(rules.put(document, "x").status()).isEqualTo(400);
        rules.awaitDone(rules.put(document, tag));

        Answer same = rules.put(document, rules.get(PLATFORM).requiredHeader("ETag"));
        assertThat(same.status()).isEqualTo(200);
        JsonNode revisions =
                rules.get(PLATFORM + "/revisions?page_size=2").json().get("data");
        assertThat(revisions
                        .get(0)
                        .get("document")
                        .get("rules")
                        .get(0)
                        .get("id")
                        .stringValue())
                .isEqualTo("b");
        long before = revisions.get(1).get("revision").longValue();
        assertThat(rules.get(PLATFORM + "/revisions/" + before)
                        .json()
                        .get("data")
                        .get("document")
                        .toString())
                .contains("\"a\"");
        assertThat(rules.get(PLATFORM + "/revisions/99999").status()).isEqualTo(404);
    }

    @Test
    void aDocumentWhoseStoredFormIsOutOfBoundsIsRefused() {
        String deep = "{field: name, op: exists}";
        for (int i = 0; i < 6; i++) {
            deep = "{not: [{field: name, op: exists}, " + deep + "]}";
        }
        for (String match : List.of("{field: name, op: equals, value: \"a\\0\"}", deep)) {
            Answer refused = rules.publish(
                    "rules: [{id: odd, match: [" + match + "], target: {organization: " + rules.customer + "}}]");

            assertThat(refused.status()).as(match + refused.body()).isEqualTo(400);
        }
    }

    @Test
    void aPreviewCountsAndItsTokenPublishesOnce() {
        String type = Pipeline.unique("type");
        String application = rules.application(type);
        String pinned = rules.application(type);
        pipeline.decide(Commands.assign(pinned, rules.reseller));
        String document = rules.rule("mail", "instance_of", type, rules.customer);

        JsonNode plan = rules.preview(document);
        String token = plan.get("plan_token").stringValue();
        assertThat(plan.get("counts").get("assign").longValue()).isPositive();
        assertThat(plan.get("counts").get("pinned").longValue()).isPositive();
        assertThat(plan.get("samples").toString()).contains(application).doesNotContain(pinned);
        assertThat(pipeline.row(application)).containsEntry("organization_id", null);
        assertThat(rules.call("POST", PLATFORM + "/preview")
                        .header("Accept", "text/csv")
                        .body("application/yaml", document.getBytes(UTF_8))
                        .send()
                        .body())
                .contains("application_id,organization_id_before")
                .contains(application + ",," + rules.customer + ",_platform,mail");

        String tag = rules.tag();
        assertThat(rules.put("rules: []", tag, token).body()).contains("of another preview");
        rules.awaitDone(rules.put(document, tag, token));
        rules.awaitDone(rules.publish("rules: []"));
        assertThat(rules.put(document, rules.tag(), token).body()).contains("used already");
        assertThat(rules.put(document, rules.tag(), "nope").body()).contains("no such plan token");
    }

    @Test
    void manyChangesNeedAPreview() {
        String type = Pipeline.unique("type");
        pipeline.inventory().appear(Pipeline.unique("many") + "-", 1_001);
        pipeline.database()
                .update("update inventory.stand_in set instance_of = ? where application_id like 'many-%'", type);
        String document = rules.rule("many", "instance_of", type, rules.customer);

        JsonNode refused = rules.awaitFinished(rules.publish(document));
        assertThat(refused.get("state").stringValue()).isEqualTo("refused");
        assertThat(refused.get("reason").stringValue()).isEqualTo("plan_required");
        assertThat(refused.get("counts").get("assign").longValue()).isEqualTo(1_001);
        JsonNode plan = rules.preview(document);
        assertThat(plan.get("needs_plan_token").booleanValue()).isTrue();
        pipeline.database()
                .update("update inventory.stand_in set instance_of = 'x' where application_id like 'many-%1'");
        JsonNode drifted = rules.awaitFinished(
                rules.put(document, rules.tag(), plan.get("plan_token").stringValue()));
        assertThat(drifted.get("reason").stringValue()).isEqualTo("plan_drifted");

        JsonNode done = rules.awaitDone(rules.put(
                document, rules.tag(), rules.preview(document).get("plan_token").stringValue()));

        long changed = done.get("counts").get("changed").longValue();
        assertThat(changed).isBetween(850L, 950L);
        String csv = rules.get("/api/runs/" + done.get("id").stringValue() + "/results")
                .body();
        assertThat(csv.lines().count()).isEqualTo(changed + 1);
        JsonNode undone =
                rules.awaitDone(rules.call("POST", "/api/runs/" + done.get("id").stringValue() + "/undo")
                        .send());
        assertThat(undone.get("counts").get("changed").longValue()).isEqualTo(changed);
        assertThat(pipeline.number(
                        "select count(*) from assignment.applications where instance_of = ? and organization_id is not null",
                        type))
                .isZero();
        assertThat(rules.call("POST", "/api/runs/" + done.get("id").stringValue() + "/undo")
                        .send()
                        .body())
                .contains("undone already");
    }

    @Test
    void undoLeavesWhatWasChangedSince() {
        String type = Pipeline.unique("type");
        String first = rules.application(type);
        String second = rules.application(type);
        JsonNode done = rules.awaitDone(rules.publish(rules.rule("mail", "instance_of", type, rules.customer)));
        pipeline.decide(Commands.assign(second, rules.reseller));

        JsonNode undone =
                rules.awaitDone(rules.call("POST", "/api/runs/" + done.get("id").stringValue() + "/undo")
                        .send());

        assertThat(pipeline.row(first)).containsEntry("organization_id", null).containsEntry("pinned", false);
        assertThat(pipeline.row(second)).containsEntry("organization_id", rules.reseller);
        assertThat(rules.get("/api/runs/" + undone.get("id").stringValue() + "/results")
                        .body())
                .contains(second + ",REJECTED,changed_since");
    }

    @Test
    void aSetOnKafkaIsPublishedAndAWrongOneIsADeadLetter() {
        String type = Pipeline.unique("type");
        String application = rules.application(type);
        rules.send(rules.customer, rules.rule("own", "instance_of", type, rules.customer));
        rules.send(rules.reseller, "rules: [{id: x, match: [], target: {from: system_owner}}]");

        await().until(() ->
                rules.get("/api/organizations/" + rules.customer + "/rule-set").status() == 200);
        assertThat(pipeline.deadLetterReason(Topics.DIRECTORY_COMMANDS, rules.reseller))
                .isEqualTo("rule_set_invalid");
        assertThat(pipeline.row(application)).containsEntry("organization_id", null);
    }

    @Test
    void aSystemsNewNameAndOwnerLetTheRulesDecideAgain() {
        String type = Pipeline.unique("type");
        String application = rules.application(type);
        String system = application.substring(0, application.lastIndexOf('_'));
        rules.awaitDone(rules.publish("""
                rules:
                  - id: by-name
                    match: [{field: system.name, op: glob, value: "acme-%s*"}]
                    target: {organization: %s}
                  - id: by-owner
                    match: [{field: instance_of, op: equals, value: %s}, {field: system.organization, op: under, value: %s}]
                    target: {from: system_owner}
                """.formatted(type, rules.customer, type, rules.reseller)));

        rules.call("PATCH", "/api/systems/" + system)
                .json("{\"organization_id\": \"" + rules.reseller + "\"}")
                .send();
        await().untilAsserted(() -> assertThat(pipeline.row(application))
                .containsEntry("organization_id", rules.reseller)
                .containsEntry("rule_id", "by-owner"));
        rules.call("PATCH", "/api/systems/" + system)
                .json("{\"name\": \"acme-" + type + "-1\"}")
                .send();

        await().untilAsserted(() -> assertThat(pipeline.row(application))
                .containsEntry("organization_id", rules.customer)
                .containsEntry("rule_id", "by-name"));
    }

    @Test
    void anInactiveTargetBlocksItsRuleAndActivityAppliesIt() {
        String type = Pipeline.unique("type");
        String target = pipeline.register(OrganizationType.CUSTOMER, rules.reseller, false);
        rules.awaitDone(rules.publish(rules.rule("mail", "instance_of", type, target)));
        pipeline.change(target, change -> change.setActive(false));
        assertThat(rules.publish(rules.rule("other", "instance_of", type, target))
                        .body())
                .contains("rules[0].target.organization", "the organization is not active");
        String application = rules.application(type);
        await().untilAsserted(() -> assertThat(rules.get("/api/applications/" + application + "/assignment/explain")
                        .json()
                        .get("data")
                        .get("decision")
                        .stringValue())
                .isEqualTo("blocked"));

        pipeline.change(target, change -> change.setActive(true));

        await().untilAsserted(() -> assertThat(pipeline.row(application)).containsEntry("organization_id", target));
    }

    @Test
    void theFirstSetOfAllIsCountedToo() {
        try (RulesPipeline fresh = new RulesPipeline()) {
            fresh.tree();
            fresh.pipeline.inventory().appear("first-", 1_001);

            JsonNode plan = fresh.preview("""
                    rules:
                      - {id: all, match: [{field: module_id, op: exists}], target: {organization: %s}}
                    """.formatted(fresh.customer));

            assertThat(plan.get("counts").get("assign").longValue()).isEqualTo(1_001);
            assertThat(plan.get("needs_plan_token").booleanValue()).isTrue();
        }
    }

    @Test
    void theRulesOfAStrangerAreNotFound() {
        String path = "/api/organizations/" + rules.reseller + "/rule-set";

        assertThat(rules.callAs(rules.customer, "GET", path).send().status()).isEqualTo(404);
        assertThat(rules.callAs(rules.customer, "GET", PLATFORM).send().status())
                .isEqualTo(404);
        assertThat(rules.callAs(rules.customer, "PUT", "/api/organizations/" + rules.customer + "/rule-set")
                        .header("If-None-Match", "*")
                        .json(
                                "{\"rules\":[{\"id\":\"x\",\"match\":[{\"field\":\"name\",\"op\":\"exists\"}],\"target\":{\"organization\":\""
                                        + rules.reseller + "\"}}]}")
                        .send()
                        .body())
                .contains("rules[0].target.organization", "within reach");
    }
}
