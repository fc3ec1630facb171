package dev.muster.cli.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Plans and runs as text. */
public final class PlanText {

    private static final Set<String> SHOWN_OF_PLANS = Set.of("checked", "assign", "move", "unassign");
    private static final Set<String> SHOWN_OF_RUNS = Set.of("checked", "changed");

    private PlanText() {}

    /** The counts of a plan, and its first changes. */
    public static List<String> ofPlan(JsonNode plan, int maxSamples) {
        List<String> lines = new ArrayList<>(counts(plan.path("counts"), SHOWN_OF_PLANS));
        JsonNode samples = plan.path("samples");
        int shown = Math.min(samples.size(), maxSamples);
        for (int i = 0; i < shown; i++) {
            lines.add(sample(samples.get(i)));
        }
        long more = changes(plan.path("counts")) - shown;
        if (shown > 0 && more > 0) {
            lines.add("… and " + number(more) + " more");
        }
        return lines;
    }

    /** An aligned table; a count of 0 is left out unless it is among those that are always shown. */
    private static List<String> counts(JsonNode counts, Set<String> alwaysShown) {
        Map<String, String> rows = new LinkedHashMap<>();
        counts.properties().forEach(count -> {
            long value = count.getValue().asLong(0);
            if (value != 0 || alwaysShown.contains(count.getKey())) {
                rows.put(count.getKey(), number(value));
            }
        });
        int nameWidth = rows.keySet().stream().mapToInt(String::length).max().orElse(1);
        int valueWidth = rows.values().stream().mapToInt(String::length).max().orElse(1);
        return rows.entrySet().stream()
                .map(row -> String.format("%-" + nameWidth + "s  %" + valueWidth + "s", row.getKey(), row.getValue()))
                .toList();
    }

    private static String sample(JsonNode sample) {
        String rule = sample.path("rule_id").asString("");
        // The samples of a bulk change have no new owner: it is the same for all.
        String change = owner(sample.path("from")) + (sample.has("to") ? " → " + owner(sample.path("to")) : "");
        return sample.path("application_id").asString("") + "  " + change
                + (rule.isEmpty()
                        ? ""
                        : "  by " + rule + " of " + sample.path("rule_set").asString(""));
    }

    static String owner(JsonNode organizationId) {
        return organizationId.asString("(unassigned)");
    }

    /** A run in some lines: what it is, and its counts. */
    static List<String> ofRun(JsonNode run) {
        List<String> lines = new ArrayList<>();
        lines.add(kindOf(run) + " " + run.path("id").asString("") + " of "
                + run.path("organization_id").asString("") + ": "
                + run.path("state").asString(""));
        String finished = run.path("finished_at").asString("");
        lines.add("begun " + run.path("created_at").asString("") + " by "
                + run.path("actor").asString("") + (finished.isEmpty() ? "" : ", finished " + finished));
        String undoes = run.path("undoes").asString("");
        if (!undoes.isEmpty()) {
            lines.add("undoes " + undoes);
        }
        if (!run.path("reason").asString("").isEmpty()) {
            lines.add(refusal(run));
        }
        lines.addAll(counts(run.path("counts"), SHOWN_OF_RUNS));
        return lines;
    }

    /** A run in one line. */
    static String row(JsonNode run) {
        return String.join(
                "  ",
                run.path("id").asString(""),
                kindOf(run),
                run.path("state").asString(""),
                run.path("organization_id").asString(""),
                number(run.at("/counts/changed").asLong(0)) + " changed",
                run.path("created_at").asString(""),
                "by " + run.path("actor").asString(""));
    }

    static String refusal(JsonNode run) {
        return run.path("reason").asString("") + ": " + run.path("message").asString("");
    }

    static String progress(JsonNode run) {
        JsonNode counts = run.path("counts");
        if (run.path("state").asString("").equals("counting")) {
            return "counting: " + number(counts.path("checked").asLong(0)) + " checked";
        }
        long planned = changes(counts);
        return run.path("state").asString("") + ": "
                + number(counts.path("changed").asLong(0)) + (planned == 0 ? "" : " of " + number(planned))
                + " changed";
    }

    private static String kindOf(JsonNode run) {
        return run.path("kind").asString("run");
    }

    private static long changes(JsonNode counts) {
        return counts.path("assign").asLong(0)
                + counts.path("move").asLong(0)
                + counts.path("unassign").asLong(0)
                + counts.path("rebrand").asLong(0);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
