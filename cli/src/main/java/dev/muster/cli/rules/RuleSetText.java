package dev.muster.cli.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A rule set as YAML with one line for each criterion; it can be published again. */
final class RuleSetText {

    private RuleSetText() {}

    static List<String> of(JsonNode document) {
        JsonNode rules = document.path("rules");
        if (rules.isEmpty()) {
            return List.of("rules: []");
        }
        List<String> lines = new ArrayList<>(List.of("rules:"));
        for (JsonNode rule : rules) {
            List<String> ofRule = ofRule(rule);
            lines.add("  - " + ofRule.get(0));
            ofRule.stream().skip(1).map(line -> "    " + line).forEach(lines::add);
        }
        return lines;
    }

    static List<String> ofRule(JsonNode rule) {
        List<String> lines = new ArrayList<>();
        lines.add("id: " + rule.path("id"));
        lines.add("mode: " + rule.path("mode").asString(""));
        lines.add("match:");
        rule.path("match").forEach(criterion -> lines.add("  - " + flow(criterion)));
        lines.add("target: " + flow(rule.path("target")));
        lines.add("on_unmatch: " + rule.path("on_unmatch").asString(""));
        return lines;
    }

    private static String flow(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> member.getKey() + ": " + flow(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.isArray()
                ? value.valueStream().map(RuleSetText::flow).collect(Collectors.joining(", ", "[", "]"))
                : value.toString();
    }
}
