package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.rule.OrganizationPlaces;
import dev.muster.assignmentservice.rule.OrganizationPlaces.Place;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.rule.RuleEngine.PublishedSet;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.rule.RuleSetParser;
import dev.muster.assignmentservice.rule.RuleSetParser.OrganizationReference;
import dev.muster.assignmentservice.rule.postgres.PostgresCandidates;
import dev.muster.assignmentservice.run.Planner;
import dev.muster.assignmentservice.run.RunCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures the preview of 100 rules over a million applications, and what 1,000 rules cost while inventory is followed:
 * {@code -Dmuster.measure.rules=true}.
 */
@EnabledIfSystemProperty(named = "muster.measure.rules", matches = "true")
class RuleMeasurementIT {

    private static final int APPLICATIONS = 1_000_000;
    private static final int TYPES = 1_000;
    private static final int BATCH = 2_000;
    private static final int BATCHES = 50;

    private final RulesOnPostgres rules = RulesOnPostgres.create();

    @Test
    void previewAndFollowing() throws Exception {
        rules.inventory.load("""
                select 's' || n / 50 || '_m' || n %% 50, 't' || n %% %d, ('{"fqdn": "a' || n || '.example"}')::json
                  from generate_series(1, %d) n
                """.formatted(TYPES, APPLICATIONS));
        measurePreview("columns", i -> "[{field: instance_of, op: equals, value: t" + i + "}]");
        measurePreview("glob", i -> "[{field: module_id, op: glob, value: \"m*" + i + "x\"}]");
        measurePreview("json", i -> "[{field: inventory_data.fqdn, op: suffix, value: \"" + i + ".example\"}]");

        follow("warm-up");
        double without = follow("without rules");
        rules.jdbc.update(
                "insert into organization (organization_id, label, name, type, active, revision, rebranding_enabled, public_id, uuid)"
                        + " values ('measured', 'measured', 'm', 'OWNER', true, 1, false, 'measured', gen_random_uuid())"
                        + " on conflict do nothing");
        rules.jdbc.update("delete from rule_set");
        rules.jdbc.update(
                "insert into rule_set values ('_platform', 1, ?, gen_random_uuid(), 'me', now())",
                document(1_000, i -> "[{field: instance_of, op: equals, value: " + (i < 10 ? "t" : "none") + i + "}]"));
        rules.jdbc.update("update rule_state set version = nextval('rule_version')");
        follow("first pass, 1 % assigned");
        double with = follow("with 1,000 rules");
        measureRun();
        System.out.printf("following with 1,000 rules: %.2f of without%n", with / without);
        assertThat(with).isPositive();
    }

    private void measurePreview(String name, IntFunction<String> match) throws Exception {
        RuleEngine engine = new RuleEngine(
                Map.of(
                        RuleSet.PLATFORM,
                        new PublishedSet(
                                1,
                                RuleSetParser.parse(document(100, match), OrganizationReference::of),
                                new UUID(0, 0),
                                "me")),
                new OrganizationPlaces(Map.of("measured", new Place(null, true))),
                false);
        Planner planner = new Planner(new PostgresCandidates(rules.jdbc));
        for (int i = 0; i < 2; i++) {
            long begin = System.nanoTime();
            RunCounts counts = planner.plan(engine, RuleSet.PLATFORM, (candidate, decision) -> {});
            System.out.printf(
                    "preview of 100 rules (%s): %.1f s, %s%n", name, (System.nanoTime() - begin) / 1e9, counts);
        }
    }

    private double follow(String name) {
        long begin = System.nanoTime();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<ApplicationChanged> changes = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                int n = batch * BATCH + i + 1;
                changes.add(ApplicationChanged.changed("s" + n / 50 + "_m" + n % 50));
            }
            rules.transactions.executeWithoutResult(status -> rules.commandHandler.handleChanges(changes));
        }
        double perSecond = BATCH * BATCHES / ((System.nanoTime() - begin) / 1e9);
        System.out.printf("following inventory, %s: %.0f events/s%n", name, perSecond);
        return perSecond;
    }

    /** A run that assigns 100,000 applications, beside commands that do the same, as polls of commands are decided. */
    private void measureRun() {
        long begin = System.nanoTime();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<OwnershipCommand> commands = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                int n = 500_000 + batch * BATCH + i;
                Instant now = rules.clock.instant();
                commands.add(new OwnershipCommand(
                        UUID.randomUUID(),
                        now,
                        now,
                        "me",
                        "s" + n / 50 + "_m" + n % 50,
                        null,
                        false,
                        null,
                        new OwnershipAction(OwnershipAction.Kind.ASSIGN_ORGANIZATION, "measured"),
                        null));
            }
            rules.transactions.executeWithoutResult(status -> rules.commandHandler.decide(commands));
        }
        double commandsPerSecond = BATCH * BATCHES / ((System.nanoTime() - begin) / 1e9);
        rules.jdbc.update(
                "update rule_set set document = ?",
                document(100, i -> "[{field: instance_of, op: equals, value: t" + (100 + i) + "}]"));
        rules.jdbc.update("update rule_state set version = nextval('rule_version')");
        UUID runId = UUID.randomUUID();
        rules.jdbc.update(
                "insert into run (run_id, kind, state, organization_id, actor, request, counts, created_at, updated_at)"
                        + " values (?, 'EVALUATE', 'RUNNING', '_platform', 'me', '{\"why\":\"measured\"}', '{\"counts\":{}}', now(), now())",
                runId);
        long began = System.nanoTime();
        rules.runUntilDone(() -> rules.executor.step()
                || !"DONE"
                        .equals(rules.jdbc.queryForObject(
                                "select state from run where run_id = ?", String.class, runId)));
        Long changed = rules.jdbc.queryForObject("select count(*) from run_result where run_id = ?", Long.class, runId);
        double changedPerSecond = (changed == null ? 0 : changed) / ((System.nanoTime() - began) / 1e9);
        System.out.printf(
                "commands %.0f/s, run over 1,000,000 applications that changes %d: %.0f/s, %.2f of commands%n",
                commandsPerSecond, changed, changedPerSecond, changedPerSecond / commandsPerSecond);
    }

    private static String document(int count, IntFunction<String> match) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{id: r" + i + ", match: " + match.apply(i) + ", target: {organization: measured}}")
                .collect(Collectors.joining(", ", "rules: [", "]"));
    }
}
