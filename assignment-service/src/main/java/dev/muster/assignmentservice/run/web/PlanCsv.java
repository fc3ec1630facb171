package dev.muster.assignmentservice.run.web;

import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.run.PlanPreview;
import dev.muster.assignmentservice.run.RunStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Plans and results as CSV (RFC 4180), in constant memory. */
final class PlanCsv {

    static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private PlanCsv() {}

    /** Writes every change that a publish would make. */
    static void write(
            PlanPreview previews,
            RuleEngine engine,
            String setKey,
            Predicate<@Nullable String> isKnown,
            OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        row(writer, "application_id", "organization_id_before", "organization_id_after", "rule_set", "rule_id");
        previews.eachChange(engine, setKey, change -> {
            PlanPreview.Sample one = change.shown(isKnown);
            row(writer, one.applicationId(), one.from(), one.to(), one.ruleSet(), one.ruleId());
        });
        writer.flush();
    }

    /** Writes what a run did with each application. */
    static void write(RunStore runs, UUID runId, Predicate<@Nullable String> isKnown, OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        row(
                writer,
                "application_id",
                "status",
                "reason",
                "revision",
                "organization_id_before",
                "organization_id_after");
        runs.eachResult(
                runId,
                one -> row(
                        writer,
                        one.applicationId(),
                        one.status().name(),
                        one.reason(),
                        String.valueOf(one.revision()),
                        ownerOf(one.before(), isKnown),
                        ownerOf(one.after() == null ? one.before() : one.after(), isKnown)));
        writer.flush();
    }

    private static @Nullable String ownerOf(@Nullable Ownership ownership, Predicate<@Nullable String> isKnown) {
        return ownership == null || !isKnown.test(ownership.organizationId()) ? null : ownership.organizationId();
    }

    private static void row(Writer writer, @Nullable String... values) {
        try {
            for (int i = 0; i < values.length; i++) {
                writer.write(i == 0 ? "" : ",");
                writer.write(quoted(values[i]));
            }
            writer.write("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean plain = value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
