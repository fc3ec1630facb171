package dev.muster.assignmentservice.rule;

import dev.muster.assignmentservice.rule.Criterion.All;
import dev.muster.assignmentservice.rule.Criterion.Comparison;
import dev.muster.assignmentservice.rule.Criterion.Operator;
import dev.muster.assignmentservice.rule.Criterion.Truth;
import dev.muster.assignmentservice.rule.Rule.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule set prepared for matching: rules that require a column to equal a value are looked up by it, and only the others
 * are tried one by one. Immutable and thread-safe.
 */
final class CompiledRuleSet {

    private final long revision;
    private final List<Rule> rules;
    private final Map<RuleField.Kind, Map<String, int[]>> byValue = new EnumMap<>(RuleField.Kind.class);
    private final int[] others;

    CompiledRuleSet(long revision, RuleSet set) {
        this.revision = revision;
        rules = set.rules();
        Map<RuleField.Kind, Map<String, List<Integer>>> positions = new EnumMap<>(RuleField.Kind.class);
        List<Integer> remaining = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).mode() == Mode.OFF) {
                continue;
            }
            Comparison key = key(rules.get(i).match());
            if (key == null) {
                remaining.add(i);
            } else {
                Map<String, List<Integer>> values =
                        positions.computeIfAbsent(key.field().kind(), kind -> new HashMap<>());
                for (String value : key.values()) {
                    List<Integer> found = values.computeIfAbsent(value, one -> new ArrayList<>());
                    if (!found.contains(i)) {
                        found.add(i);
                    }
                }
            }
        }
        positions.forEach((kind, values) -> {
            Map<String, int[]> arrays = new HashMap<>();
            values.forEach((value, found) -> arrays.put(value, array(found)));
            byValue.put(kind, arrays);
        });
        others = array(remaining);
    }

    private static int[] array(List<Integer> positions) {
        return positions.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The equality by which a rule is looked up: of the column that usually has the most values; null for none. */
    private static @Nullable Comparison key(Criterion match) {
        List<Criterion> parts = match instanceof All all ? all.criteria() : List.of(match);
        Comparison best = null;
        for (Criterion part : parts) {
            if (part instanceof Comparison comparison
                    && (comparison.operator() == Operator.EQUALS || comparison.operator() == Operator.IN)
                    && comparison.field().kind() != RuleField.Kind.INVENTORY_DATA
                    && (best == null || rank(comparison) < rank(best))) {
                best = comparison;
            }
        }
        return best;
    }

    private static int rank(Comparison comparison) {
        return switch (comparison.field().kind()) {
            case SYSTEM_ID -> 0;
            case SYSTEM_NAME, URL -> 1;
            case SYSTEM_ORGANIZATION -> 2;
            case DISPLAY_NAME, NODE_LABEL -> 3;
            case MODULE_ID -> 4;
            case INSTANCE_OF, NAME, SOURCE -> 5;
            case VERSION -> 6;
            case IS_USER_FACING, INVENTORY_DATA -> 7;
        };
    }

    long revision() {
        return revision;
    }

    List<Rule> rules() {
        return rules;
    }

    /** Whether it has rules that only observe. */
    boolean observes() {
        return rules.stream().anyMatch(rule -> rule.mode() == Mode.OBSERVE);
    }

    /** Whether more than one of its rules can match one application. */
    boolean hasOthers() {
        return rules.size() > 1;
    }

    /** The first rule that matches and enforces; null when there is none. */
    @Nullable
    Rule winner(Subject subject, OrganizationPlaces places) {
        for (int position : candidates(subject)) {
            Rule rule = rules.get(position);
            if (rule.mode() == Mode.ENFORCE && rule.match().test(subject, places) == Truth.TRUE) {
                return rule;
            }
        }
        return null;
    }

    /** The rules that match, enforced and observed ones, by position. */
    List<Rule> matching(Subject subject, OrganizationPlaces places) {
        List<Rule> matching = new ArrayList<>();
        for (int position : candidates(subject)) {
            Rule rule = rules.get(position);
            if (rule.match().test(subject, places) == Truth.TRUE) {
                matching.add(rule);
            }
        }
        return matching;
    }

    /** The positions of the rules that may match, in their order. */
    private int[] candidates(Subject subject) {
        int[] found = others;
        for (Map.Entry<RuleField.Kind, Map<String, int[]>> index : byValue.entrySet()) {
            String value = subject.column(index.getKey());
            int[] positions = value == null ? null : index.getValue().get(value);
            if (positions != null) {
                found = found.length == 0 ? positions : merge(found, positions);
            }
        }
        return found;
    }

    private static int[] merge(int[] one, int[] other) {
        int[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        Arrays.sort(all);
        return all;
    }
}
