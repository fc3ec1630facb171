package dev.muster.assignmentservice.run.web;

import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.run.PlanPreview;
import dev.muster.assignmentservice.run.RunStore;
import dev.muster.assignmentservice.web.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plans and results as CSV (RFC 4180), in constant memory. */
final class PlanCsv {

    private PlanCsv() {}

    /** Writes every change that a publish would make. */
    static void write(
            PlanPreview previews,
            RuleEngine engine,
            String setKey,
            Predicate<@Nullable String> isKnown,
            OutputStream out)
            throws IOException {
        CsvWriter csv = new CsvWriter(out);
        csv.row("application_id", "organization_id_before", "organization_id_after", "rule_set", "rule_id");
        previews.eachChange(engine, setKey, change -> {
            PlanPreview.Sample one = change.shown(isKnown);
            csv.row(one.applicationId(), one.from(), one.to(), one.ruleSet(), one.ruleId());
        });
        csv.flush();
    }

    /** Writes what a run did with each application. */
    static void write(RunStore runs, UUID runId, Predicate<@Nullable String> isKnown, OutputStream out)
            throws IOException {
        CsvWriter csv = new CsvWriter(out);
        csv.row("application_id", "status", "reason", "revision", "organization_id_before", "organization_id_after");
        runs.eachResult(
                runId,
                one -> csv.row(
                        one.applicationId(),
                        one.status().name(),
                        one.reason(),
                        String.valueOf(one.revision()),
                        ownerOf(one.before(), isKnown),
                        ownerOf(one.after() == null ? one.before() : one.after(), isKnown)));
        csv.flush();
    }

    private static @Nullable String ownerOf(@Nullable Ownership ownership, Predicate<@Nullable String> isKnown) {
        return ownership == null || !isKnown.test(ownership.organizationId()) ? null : ownership.organizationId();
    }
}
