package dev.muster.ingestservice.report.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingestservice.TestDatabase;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderFreeMergePropertyIT {

    private static final int CASES = 500;

    private @Nullable TestDatabase database;
    private int attempts;

    @BeforeAll
    void createDatabase() {
        database = TestDatabase.create("order_free_merge");
    }

    @AfterAll
    void closeDatabase() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void inventoryDependsOnlyOnTheSetOfReports() {
        MergeRun run = new MergeRun(database(), false);
        Property.check(
                CASES,
                OrderFreeMergePropertyIT::caseOf,
                merge -> errorOf(() -> {
                    MergeCase many = merge.withSystemPrefix("many-" + ++attempts + "-");
                    Map<String, Map<String, @Nullable Object>> view = runAndCheck(run, many);
                    assertThat(withoutRevision(view)).isEqualTo(InventoryOracle.applications(many.set(), null));

                    MergeCase one = merge.inOnePoll().withSystemPrefix("once-" + attempts + "-");
                    Map<String, Map<String, @Nullable Object>> viewOfOne = runAndCheck(run, one);
                    assertThat(revisions(viewOfOne, "once"))
                            .as("revisions in one poll as in many")
                            .isEqualTo(revisions(view, "many"));
                }));
    }

    @Test
    void brakeHoldsRemovalsUntilTheNextSnapshot() {
        MergeRun run = new MergeRun(database(), true);
        Property.check(
                CASES,
                seed -> new RandomCases(seed).braking(),
                merge -> errorOf(() -> {
                    MergeCase braked = merge.withSystemPrefix("braked-" + ++attempts + "-");
                    BrakeOracle oracle = new BrakeOracle();
                    for (MergeCase.Step step : braked.steps()) {
                        step.reports().forEach(oracle::apply);
                        if (step.release() != null) {
                            oracle.release();
                        }
                    }
                    List<OutboxMessage> messages = run.run(braked);
                    assertThat(withoutRevision(check(run, braked, messages))).isEqualTo(oracle.applications());
                    assertThat(ReceiptMessages.held(messages))
                            .as("removals held")
                            .isEqualTo(oracle.heldRemovalsByReport());
                }));
    }

    private static MergeCase caseOf(long seed) {
        RandomCases cases = new RandomCases(seed);
        return seed % 3 == 0 ? cases.steady() : seed % 3 == 1 ? cases.repetitive() : cases.small();
    }

    private static Map<String, Map<String, @Nullable Object>> runAndCheck(MergeRun run, MergeCase merge) {
        List<OutboxMessage> messages = run.run(merge);
        assertThat(ReceiptMessages.newlyProcessed(messages))
                .as("reports that were answered once other than as duplicates")
                .containsExactlyInAnyOrderElementsOf(
                        merge.set().stream().map(report -> report.getReportId()).toList());
        return check(run, merge, messages);
    }

    private static Map<String, Map<String, @Nullable Object>> check(
            MergeRun run, MergeCase merge, List<OutboxMessage> messages) {
        assertThat(messages)
                .extracting(OutboxMessage::topic)
                .as("topics written to")
                .isSubsetOf(Topics.INVENTORY_APPLICATIONS, Topics.INVENTORY_RECEIPTS, Topics.INVENTORY_SYSTEMS);
        String systemId = merge.set().get(0).getSystemId();
        String prefix = systemId.substring(0, systemId.lastIndexOf('-') + 1);
        Map<String, Map<String, @Nullable Object>> view = run.applications(prefix);
        new PublishedApplications(messages).assertSameAs(view);
        new PublishedSystems(messages).assertCounts(presentBySystem(view), run.presentApplications(prefix));
        assertThat(run.sizes(prefix)).as("sizes of the systems").isEqualTo(SystemSizeIT.sizes(merge, view));
        return view;
    }

    private static Map<String, Long> presentBySystem(Map<String, Map<String, @Nullable Object>> view) {
        Map<String, Long> counts = new HashMap<>();
        view.values()
                .forEach(row -> counts.merge(
                        (String) requireNonNull(row.get("system_id")),
                        row.get("deleted_at") == null ? 1L : 0L,
                        Long::sum));
        return counts;
    }

    private static Map<String, Map<String, @Nullable Object>> withoutRevision(
            Map<String, Map<String, @Nullable Object>> view) {
        Map<String, Map<String, @Nullable Object>> rows = new HashMap<>();
        view.forEach((id, row) -> {
            Map<String, @Nullable Object> rest = new HashMap<>(row);
            rest.remove("revision");
            rest.remove("incarnation");
            rest.remove("appeared_at");
            for (String json : List.of("inventory_data", "backup_data", "services_data")) {
                rest.computeIfPresent(json, (name, text) -> JsonVariants.canonical((String) text));
            }
            rows.put(id, rest);
        });
        return rows;
    }

    private static Map<String, String> revisions(Map<String, Map<String, @Nullable Object>> view, String prefix) {
        Map<String, String> revisions = new HashMap<>();
        view.forEach((id, row) ->
                revisions.put(id.substring(prefix.length()), row.get("revision") + "/" + row.get("incarnation")));
        return revisions;
    }

    private static @Nullable AssertionError errorOf(Runnable check) {
        try {
            check.run();
            return null;
        } catch (AssertionError e) {
            return e;
        } catch (RuntimeException e) {
            return new AssertionError(e);
        }
    }

    private TestDatabase database() {
        return java.util.Objects.requireNonNull(database);
    }
}
