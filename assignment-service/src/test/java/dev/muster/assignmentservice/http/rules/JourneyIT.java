package dev.muster.assignmentservice.http.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** From a service without rules to rules that were undone, over HTTP alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyIT {

    private static final String SET = "/api/organizations/_platform/rule-set";

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
    void rulesAreWrittenPreviewedPublishedOverriddenChangedReleasedAndUndone() {
        String type = Pipeline.unique("type");
        String present = rules.application(type);
        String document = rules.rule("mail", "instance_of", type, rules.customer);

        assertThat(rules.get(SET).status()).isEqualTo(404);
        assertThat(validate(document.replace("equals", "eqals")).body())
                .contains("rules[0].match[0].op", "unknown operator eqals");
        assertThat(validate(document).status()).isEqualTo(200);

        JsonNode plan = rules.preview(document);
        assertThat(plan.at("/counts/assign").longValue()).isEqualTo(1);
        assertThat(plan.get("samples").toString()).contains(present);
        assertThat(owner(present)).isNull();
        rules.awaitDone(rules.put(document, "*", plan.get("plan_token").stringValue()));
        assertThat(owner(present)).isEqualTo(rules.customer);

        String reported = rules.application(type);
        await().untilAsserted(() -> assertThat(owner(reported)).isEqualTo(rules.customer));

        Answer overridden = rules.call("PATCH", "/api/applications/" + reported + "/assign")
                .json("{\"organization_id\": \"" + rules.owner + "\"}")
                .send();
        assertThat(overridden.status()).isEqualTo(200);

        Answer changed = rules.publish(rules.rule("mail", "instance_of", type, rules.reseller));
        rules.awaitDone(changed);
        assertThat(owner(present)).isEqualTo(rules.reseller);
        assertThat(owner(reported)).isEqualTo(rules.owner);
        assertThat(explanation(reported).get("decision").stringValue()).isEqualTo("pinned");

        Answer released = rules.call("POST", "/api/applications/" + reported + "/assignment/release")
                .send();
        assertThat(released.status()).as(released.toString()).isEqualTo(200);
        assertThat(owner(reported)).isEqualTo(rules.reseller);
        JsonNode explained = explanation(reported);
        assertThat(explained.get("source").stringValue()).isEqualTo("rule");
        assertThat(explained.at("/sets/0/rules/0/result").stringValue()).isEqualTo("won");

        rules.awaitDone(rules.call("POST", "/api/runs/" + rules.runOf(changed) + "/undo")
                .send());
        assertThat(rules.get(SET).json().at("/data/revision").longValue()).isEqualTo(3);
        assertThat(owner(present)).isEqualTo(rules.customer);
        await().untilAsserted(() -> assertThat(owner(reported)).isEqualTo(rules.customer));
        for (String application : List.of(present, reported)) {
            assertThat(pipeline.row(application))
                    .containsEntry("owner_source", "RULE")
                    .containsEntry("pinned", false)
                    .containsEntry("rule_id", "mail");
        }
    }

    private Answer validate(String document) {
        return rules.call("POST", SET + "/validate")
                .body("application/yaml", document.getBytes(UTF_8))
                .send();
    }

    private @Nullable String owner(String application) {
        JsonNode owner = rules.get("/api/applications/" + application).json().at("/data/organization_id");
        return owner.isNull() ? null : owner.stringValue();
    }

    private JsonNode explanation(String application) {
        return rules.get("/api/applications/" + application + "/assignment/explain")
                .json()
                .get("data");
    }
}
