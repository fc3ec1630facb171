package dev.muster.cli.rules;

import dev.muster.cli.access.AssignmentApi;
import dev.muster.cli.access.AssignmentApi.Access;
import dev.muster.cli.access.AssignmentApi.Request;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The explanation of an application's owner, as text. */
public final class Explanation {

    private static final Access ACCESS = new Access("read:rules", "application");

    private Explanation() {}

    /** Reads the explanation. */
    public static JsonNode read(AssignmentApi api, String applicationId) {
        return api.send(Request.of(
                        "GET",
                        "/api/applications/" + RuleSetClient.encoded(applicationId) + "/assignment/explain",
                        ACCESS))
                .data();
    }

    /** The explanation in some lines. */
    public static List<String> lines(String applicationId, JsonNode explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(applicationId + ": " + owner(explanation));
        lines.add("now the rules say: " + decision(explanation));
        if (explanation.path("decided_above").asBoolean(false)) {
            lines.add("rule sets above your organization were asked too; they are not shown");
        }
        JsonNode sets = explanation.path("sets");
        if (sets.isEmpty()) {
            lines.add("no rule set was asked");
        }
        for (JsonNode set : sets) {
            lines.add("rules of " + set.path("organization_id").asString("") + ", revision "
                    + set.path("revision").asLong(0) + ": " + result(set));
            for (JsonNode rule : set.path("rules")) {
                lines.add(rule(rule));
            }
        }
        return lines;
    }

    private static String owner(JsonNode explanation) {
        String owner = explanation.path("organization_id").asString("");
        return (owner.isEmpty() ? "unassigned" : "owned by " + owner)
                + source(explanation)
                + (explanation.path("pinned").asBoolean(false) ? ", pinned: rules leave it alone" : ", not pinned");
    }

    private static String source(JsonNode explanation) {
        return switch (explanation.path("source").asString("")) {
            case "" -> "";
            case "explicit" -> ", by a command";
            case "system" -> ", like its system";
            default -> {
                String rule = explanation.path("rule_id").asString("");
                yield rule.isEmpty()
                        ? ", by a rule"
                        : ", by rule " + rule + " of "
                                + explanation.path("rule_set").asString("");
            }
        };
    }

    private static String decision(JsonNode explanation) {
        String next = explanation.path("next_organization_id").asString("");
        return explanation.path("decision").asString("") + (next.isEmpty() ? "" : " to " + next);
    }

    private static String result(JsonNode set) {
        String target = set.path("target").asString("");
        if (set.path("blocked").asBoolean(false)) {
            return "blocked" + (target.isEmpty() ? "" : ", " + target) + " cannot own it";
        }
        return target.isEmpty() ? "no rule assigns it" : target;
    }

    private static String rule(JsonNode rule) {
        String failed = rule.path("failed").asString("");
        return String.format(
                        "  %-13s  %s",
                        rule.path("result").asString("").replace('_', ' '),
                        rule.path("id").asString(""))
                + (failed.isEmpty() ? "" : ": " + failed);
    }
}
