package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.postgres.PostgresOutcomeStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Compares random scenarios, with random poll boundaries, repeats, redelivery and rollbacks, with the oracle. Set the seed
 * with -Dmuster.seed=…, as printed with a failure.
 */
class OwnershipPropertiesIT {

    private static final int SCENARIOS = 50;
    private static final int STEPS = 40;

    private static final String HISTORY = """
            select concat_ws(' ', revision, change, cause, command_id, actor,
                             before->>'organization_id', before->>'rebranding_override',
                             before->>'override_organization_id', before->>'rebranding_enabled',
                             before->>'rebranding_org_id', before->>'assigned_by', before->>'assigned_at', '->',
                             after->>'organization_id', after->>'rebranding_override',
                             after->>'override_organization_id', after->>'rebranding_enabled',
                             after->>'rebranding_org_id', after->>'assigned_by', after->>'assigned_at')
              from ownership_history
             where application_id = ?
             order by revision
            """;

    private static final String OWNERSHIP = """
            select concat_ws(' ', revision, organization_id, rebranding_override, override_organization_id,
                             (rebranding_org_id is not null)::text, rebranding_org_id, assigned_by,
                             to_char(assigned_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
              from ownership
             where application_id = ?
            """;

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private int runs;

    @Test
    void anyScenarioAgreesWithTheOracle() {
        long base = Long.getLong("muster.seed", System.nanoTime());
        for (int i = 0; i < SCENARIOS; i++) {
            long seed = base + i;
            List<Step> steps = Scenarios.random(seed, STEPS);
            if (failure(steps) != null) {
                List<Step> smallest = Scenarios.shrink(steps, smaller -> failure(smaller) != null);
                throw new AssertionError("-Dmuster.seed=" + seed + " fails. Shrunk to these steps:\n"
                        + String.join(
                                "\n", smallest.stream().map(Step::toString).toList())
                        + "\n" + failure(smallest));
            }
        }
    }

    private @Nullable String failure(List<Step> steps) {
        Names names = new Names("p" + UUID.randomUUID().toString().substring(0, 8) + runs++, rules.clock.instant());
        Oracle oracle = new Oracle(names);
        oracle.run(steps);
        rules.published.changes.clear();
        rules.published.outcomes.clear();
        new Run(rules, names).run(steps);
        try {
            compare(oracle, names);
            return null;
        } catch (AssertionError e) {
            return e.getMessage();
        } finally {
            rules.runUntilDone(rules.propagator::step);
        }
    }

    private void compare(Oracle oracle, Names names) {
        compareOutcomes(oracle.outcomes);
        compareLists(oracle.applications.keySet(), names);
        Map<String, List<OwnershipChange>> events = new HashMap<>();
        rules.published.changes.forEach(
                change -> events.computeIfAbsent(change.applicationId(), id -> new ArrayList<>())
                        .add(change));
        oracle.applications.forEach((number, app) -> {
            String id = names.application(number);
            List<OwnershipChange> replayed = events.getOrDefault(id, List.of());
            assertThat(replayed).as("events of " + id).isEqualTo(app.history);
            assertThat(rules.jdbc.queryForList(HISTORY, String.class, id))
                    .as("history of " + id)
                    .isEqualTo(app.history.stream()
                            .map(OwnershipPropertiesIT::line)
                            .toList());
            List<String> row = rules.jdbc.queryForList(OWNERSHIP, String.class, id);
            String neverAssigned = joinNonNull(0, line(Ownership.NONE));
            assertThat(row.isEmpty() ? List.of(neverAssigned) : row)
                    .as("ownership of " + id)
                    .containsExactly(joinNonNull(app.revision, line(app.ownership)));
            if (!replayed.isEmpty()) {
                OwnershipChange last = replayed.get(replayed.size() - 1);
                assertThat(row.get(0)).isEqualTo(joinNonNull(last.revision(), line(last.after())));
            }
        });
    }

    private void compareLists(Set<Integer> applications, Names names) {
        rules.transactions.executeWithoutResult(status -> rules.projection.update(
                applications.stream().map(names::application).toList()));
        assertThat(rules.jdbc.queryForList(RulesOnPostgres.LIST_MISMATCHES, String.class, names.run()))
                .as("applications whose list entry differs from the view")
                .isEmpty();
    }

    private void compareOutcomes(Map<UUID, Outcome> expected) {
        Map<UUID, Outcome> stored = new PostgresOutcomeStore(rules.jdbc).find(expected.keySet());
        Map<UUID, Outcome> published = new HashMap<>();
        rules.published.outcomes.forEach(outcome -> published.put(outcome.commandId(), outcome));
        expected.forEach((id, outcome) -> {
            assertThat(stored.get(id))
                    .as("stored outcome")
                    .usingRecursiveComparison()
                    .ignoringFields("message")
                    .isEqualTo(outcome);
            assertThat(published.get(id)).as("published outcome").isEqualTo(stored.get(id));
        });
    }

    private static String line(OwnershipChange change) {
        return joinNonNull(
                change.revision(),
                change.kind(),
                change.cause().kind(),
                change.cause().commandId(),
                change.cause().actor(),
                line(change.before()),
                "->",
                line(change.after()));
    }

    private static String line(Ownership ownership) {
        return joinNonNull(
                ownership.organizationId(),
                ownership.override(),
                ownership.overrideOrganizationId(),
                ownership.rebrandingEnabled(),
                ownership.rebrandingOrgId(),
                ownership.assignedBy(),
                ownership.assignedAt());
    }

    private static String joinNonNull(@Nullable Object... joinNonNull) {
        List<String> present = new ArrayList<>();
        for (Object word : joinNonNull) {
            if (word != null) {
                present.add(word instanceof Boolean flag ? (flag ? "true" : "false") : word.toString());
            }
        }
        return String.join(" ", present);
    }
}
