package dev.muster.cli.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The differences between two rule sets in canonical form, rule by rule. */
final class RuleSetDiff {

    private final Map<String, JsonNode> before;
    private final Map<String, JsonNode> after;
    private final List<String> added = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> moved = new ArrayList<>();

    RuleSetDiff(JsonNode before, JsonNode after) {
        this.before = byId(before);
        this.after = byId(after);
        List<String> present =
                this.before.keySet().stream().filter(this.after::containsKey).toList();
        List<String> remaining =
                this.after.keySet().stream().filter(this.before::containsKey).toList();
        List<String> unmoved = common(present, remaining);
        this.before.keySet().stream().filter(id -> !this.after.containsKey(id)).forEach(removed::add);
        for (Map.Entry<String, JsonNode> rule : this.after.entrySet()) {
            String id = rule.getKey();
            if (!this.before.containsKey(id)) {
                added.add(id);
                continue;
            }
            if (!rule.getValue().equals(this.before.get(id))) {
                changed.add(id);
            }
            if (!unmoved.contains(id)) {
                moved.add(id);
            }
        }
    }

    private static Map<String, JsonNode> byId(JsonNode document) {
        Map<String, JsonNode> rules = new LinkedHashMap<>();
        document.path("rules").forEach(rule -> rules.put(rule.path("id").asString(""), rule));
        return rules;
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && moved.isEmpty();
    }

    /** The ids of the rules, by what became of them. */
    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        put(json, "added", added);
        put(json, "removed", removed);
        put(json, "changed", changed);
        put(json, "moved", moved);
        return json;
    }

    private static void put(ObjectNode json, String name, List<String> ids) {
        ArrayNode array = json.putArray(name);
        ids.forEach(array::add);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String id : removed) {
            lines.add("removed " + id + ", was " + position(before, id));
            text(before, id).forEach(line -> lines.add("- " + line));
        }
        for (String id : added) {
            lines.add("added " + id + ", " + position(after, id));
            text(after, id).forEach(line -> lines.add("+ " + line));
        }
        for (String id : changed) {
            lines.add("changed " + id);
            lines.addAll(changes(text(before, id), text(after, id)));
        }
        for (String id : moved) {
            lines.add("moved " + id + " from " + position(before, id) + " to " + position(after, id));
        }
        return lines;
    }

    private static List<String> text(Map<String, JsonNode> rules, String id) {
        return RuleSetText.ofRule(Objects.requireNonNull(rules.get(id)));
    }

    private static String position(Map<String, JsonNode> rules, String id) {
        return "position " + (List.copyOf(rules.keySet()).indexOf(id) + 1);
    }

    /** The lines of both texts: those of the first one with -, those of the second one with +, common ones with a blank. */
    private static List<String> changes(List<String> first, List<String> second) {
        List<String> lines = new ArrayList<>();
        int i = 0;
        int k = 0;
        for (String common : common(first, second)) {
            for (; !first.get(i).equals(common); i++) {
                lines.add("- " + first.get(i));
            }
            for (; !second.get(k).equals(common); k++) {
                lines.add("+ " + second.get(k));
            }
            lines.add("  " + common);
            i++;
            k++;
        }
        first.subList(i, first.size()).forEach(line -> lines.add("- " + line));
        second.subList(k, second.size()).forEach(line -> lines.add("+ " + line));
        return lines;
    }

    /** The longest common subsequence. */
    private static List<String> common(List<String> first, List<String> second) {
        int[][] lengths = new int[first.size() + 1][second.size() + 1];
        for (int i = first.size() - 1; i >= 0; i--) {
            for (int k = second.size() - 1; k >= 0; k--) {
                lengths[i][k] = first.get(i).equals(second.get(k))
                        ? lengths[i + 1][k + 1] + 1
                        : Math.max(lengths[i + 1][k], lengths[i][k + 1]);
            }
        }
        List<String> common = new ArrayList<>();
        int i = 0;
        int k = 0;
        while (i < first.size() && k < second.size()) {
            if (first.get(i).equals(second.get(k))) {
                common.add(first.get(i));
                i++;
                k++;
            } else if (lengths[i + 1][k] >= lengths[i][k + 1]) {
                i++;
            } else {
                k++;
            }
        }
        return common;
    }
}
