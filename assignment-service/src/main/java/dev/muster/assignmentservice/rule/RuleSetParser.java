package dev.muster.assignmentservice.rule;

import dev.muster.assignmentservice.rule.Criterion.All;
import dev.muster.assignmentservice.rule.Criterion.Any;
import dev.muster.assignmentservice.rule.Criterion.Comparison;
import dev.muster.assignmentservice.rule.Criterion.Not;
import dev.muster.assignmentservice.rule.Criterion.Operator;
import dev.muster.assignmentservice.rule.Rule.Mode;
import dev.muster.assignmentservice.rule.Rule.OnUnmatch;
import dev.muster.assignmentservice.rule.Rule.Target;
import dev.muster.assignmentservice.rule.TextPattern.InvalidPatternException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule set from a document in JSON or YAML and reports all of its problems together. Names of organizations are
 * resolved to ids.
 */
public final class RuleSetParser {

    /** The largest document, in bytes of UTF-8. */
    public static final int MAX_BYTES = 256 * 1024;

    public static final int MAX_RULES = 1_000;
    public static final int MAX_CRITERIA = 20;

    private static final int MAX_VALUES = 100;
    private static final int MAX_VALUE_LENGTH = 500;
    private static final int MAX_LEVELS = 10;
    private static final int MAX_PROBLEMS = 20;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final Set<Operator> WITHOUT_VALUE = Set.of(Operator.EXISTS, Operator.ABSENT);
    private static final Set<Operator> OF_ORGANIZATIONS =
            Set.of(Operator.EQUALS, Operator.IN, Operator.UNDER, Operator.EXISTS, Operator.ABSENT);

    private final Function<String, OrganizationReference> organizations;
    private final List<Problem> problems = new ArrayList<>();
    private int criteria;

    private RuleSetParser(Function<String, OrganizationReference> organizations) {
        this.organizations = organizations;
    }

    /**
     * Reads a document.
     *
     * @param organizations resolves a key of an organization that the author may name in this set
     * @throws InvalidRuleSetException with all problems, up to {@value #MAX_PROBLEMS}
     */
    public static RuleSet parse(String document, Function<String, OrganizationReference> organizations)
            throws InvalidRuleSetException {
        Object tree = RuleDocument.read(document);
        RuleSetParser parser = new RuleSetParser(organizations);
        RuleSet rules = parser.set(tree);
        if (!parser.problems.isEmpty()) {
            throw new InvalidRuleSetException(parser.problems);
        }
        return rules;
    }

    /** What a key of an organization leads to; {@code organizationId} is null when {@code problem} says why not. */
    public record OrganizationReference(
            @Nullable String organizationId, @Nullable String problem) {

        public static OrganizationReference of(String organizationId) {
            return new OrganizationReference(organizationId, null);
        }

        public static OrganizationReference problem(String message) {
            return new OrganizationReference(null, message);
        }
    }

    /**
     * A problem of a document.
     *
     * @param path where it is, as in {@code rules[3].match[0].op}
     */
    public record Problem(String path, String message) {}

    /** A document that is no rule set. */
    public static final class InvalidRuleSetException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<Problem> problems;

        InvalidRuleSetException(List<Problem> problems) {
            super(problems.stream()
                    .map(one -> one.path().isEmpty() ? one.message() : one.path() + ": " + one.message())
                    .collect(Collectors.joining("; ")));
            this.problems = List.copyOf(problems);
        }

        /** At least one. */
        public List<Problem> problems() {
            return problems;
        }
    }

    private RuleSet set(@Nullable Object tree) {
        Map<String, @Nullable Object> fields = object(tree, "", Set.of("rules"));
        if (fields == null) {
            return RuleSet.EMPTY;
        }
        List<@Nullable Object> elements = list(fields.get("rules"), "rules");
        if (elements == null) {
            return RuleSet.EMPTY;
        }
        if (elements.size() > MAX_RULES) {
            add("rules", "has " + elements.size() + " rules, a set has at most " + MAX_RULES);
            return RuleSet.EMPTY;
        }
        List<Rule> rules = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        for (int i = 0; i < elements.size(); i++) {
            Rule rule = rule(elements.get(i), "rules[" + i + "]");
            if (rule != null) {
                rules.add(rule);
                Integer earlier = ids.putIfAbsent(rule.id(), i);
                if (earlier != null) {
                    add("rules[" + i + "].id", "is the id of rules[" + earlier + "] already");
                }
            }
        }
        return new RuleSet(rules);
    }

    private @Nullable Rule rule(@Nullable Object element, String path) {
        Map<String, @Nullable Object> fields =
                object(element, path, Set.of("id", "mode", "match", "target", "on_unmatch"));
        if (fields == null) {
            return null;
        }
        String id = text(fields.get("id"), path + ".id");
        if (id != null && !ID.matcher(id).matches()) {
            add(path + ".id", "must have 1 to 128 characters of A-Z a-z 0-9 _ . : -");
        }
        Mode mode = oneOf(fields, "mode", path, Mode.ENFORCE);
        OnUnmatch onUnmatch = oneOf(fields, "on_unmatch", path, OnUnmatch.KEEP);
        criteria = 0;
        Criterion match = all(fields.get("match"), path + ".match", 0);
        if (criteria > MAX_CRITERIA) {
            add(path + ".match", "has " + criteria + " criteria, a rule has at most " + MAX_CRITERIA);
        }
        Target target = target(fields.get("target"), path + ".target");
        return id == null || match == null || target == null ? null : new Rule(id, mode, match, target, onUnmatch);
    }

    private @Nullable Target target(@Nullable Object value, String path) {
        Map<String, @Nullable Object> fields = object(value, path, Set.of("organization", "from"));
        if (fields == null) {
            return null;
        }
        if (fields.containsKey("organization") == fields.containsKey("from")) {
            add(path, "must be {organization: …} or {from: system_owner}");
            return null;
        }
        if (fields.containsKey("from")) {
            if (!"system_owner".equals(fields.get("from"))) {
                add(path + ".from", "must be system_owner");
                return null;
            }
            return Target.SYSTEM_OWNER;
        }
        String key = text(fields.get("organization"), path + ".organization");
        String organizationId = key == null ? null : organization(key, path + ".organization");
        return organizationId == null ? null : new Target(organizationId);
    }

    private @Nullable String organization(String key, String path) {
        OrganizationReference found = organizations.apply(key);
        if (found.problem() != null) {
            add(path, found.problem());
        }
        return found.organizationId();
    }

    private @Nullable Criterion all(@Nullable Object value, String path, int level) {
        List<Criterion> parts = criteria(value, path, level);
        if (parts == null) {
            return null;
        }
        return parts.size() == 1 ? parts.get(0) : new All(parts);
    }

    /** At least one criterion: what matches everything is written by mistake more often than not. */
    private @Nullable List<Criterion> criteria(@Nullable Object value, String path, int level) {
        List<@Nullable Object> elements = list(value, path);
        if (elements == null) {
            return null;
        }
        if (elements.isEmpty()) {
            add(path, "is empty: name at least one criterion");
            return null;
        }
        List<Criterion> parts = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Criterion part = criterion(elements.get(i), path + "[" + i + "]", level);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts.size() == elements.size() ? parts : null;
    }

    private @Nullable Criterion criterion(@Nullable Object element, String path, int level) {
        if (level == MAX_LEVELS) {
            add(path, "is nested more than " + MAX_LEVELS + " levels deep");
            return null;
        }
        Map<String, @Nullable Object> fields =
                object(element, path, Set.of("field", "op", "value", "any", "all", "not"));
        if (fields == null) {
            return null;
        }
        List<String> kinds = fields.keySet().stream()
                .filter(Set.of("any", "all", "not")::contains)
                .toList();
        if (kinds.isEmpty()) {
            return comparison(fields, path);
        }
        if (fields.size() > 1) {
            add(path, kinds.get(0) + " stands alone");
            return null;
        }
        String kind = kinds.get(0);
        Object value = fields.get(kind);
        String below = path + "." + kind;
        if (kind.equals("not")) {
            Criterion negated =
                    value instanceof List<?> ? all(value, below, level + 1) : criterion(value, below, level + 1);
            return negated == null ? null : new Not(negated);
        }
        List<Criterion> parts = criteria(value, below, level + 1);
        if (parts == null) {
            return null;
        }
        return kind.equals("any") ? new Any(parts) : new All(parts);
    }

    private @Nullable Criterion comparison(Map<String, @Nullable Object> fields, String path) {
        criteria++;
        String name = text(fields.get("field"), path + ".field");
        String operatorName = text(fields.get("op"), path + ".op");
        if (name == null || operatorName == null) {
            return null;
        }
        RuleField field = RuleField.parse(name);
        if (field == null) {
            add(path + ".field", "unknown field " + shown(name) + "; fields are " + RuleField.names());
        }
        Operator operator = operator(operatorName);
        if (operator == null) {
            add(
                    path + ".op",
                    "unknown operator " + shown(operatorName) + "; operators are " + names(Operator.values()));
        }
        if (field == null || operator == null) {
            return null;
        }
        boolean ofOrganization = field.kind() == RuleField.Kind.SYSTEM_ORGANIZATION;
        if (ofOrganization ? !OF_ORGANIZATIONS.contains(operator) : operator == Operator.UNDER) {
            add(path + ".op", operatorName + " cannot be used with " + name);
            return null;
        }
        List<String> values = values(fields, operator, path);
        return values == null ? null : comparison(field, operator, values, path);
    }

    private @Nullable Criterion comparison(RuleField field, Operator operator, List<String> values, String path) {
        List<String> compared = values;
        if (field.kind() == RuleField.Kind.SYSTEM_ORGANIZATION) {
            compared = values.stream()
                    .map(key -> organization(key, path + ".value"))
                    .filter(Objects::nonNull)
                    .toList();
            if (compared.size() < values.size()) {
                return null;
            }
        }
        try {
            TextPattern pattern = operator == Operator.GLOB
                    ? TextPattern.glob(values.get(0))
                    : operator == Operator.REGEX ? TextPattern.regex(values.get(0)) : null;
            return new Comparison(field, operator, compared, pattern);
        } catch (InvalidPatternException e) {
            add(path + ".value", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable List<String> values(Map<String, @Nullable Object> fields, Operator operator, String path) {
        String at = path + ".value";
        if (WITHOUT_VALUE.contains(operator)) {
            if (fields.containsKey("value")) {
                add(at, "is not used with " + name(operator));
                return null;
            }
            return List.of();
        }
        if (operator != Operator.IN) {
            String value = text(fields.get("value"), at);
            return value == null || !isShort(value, at) ? null : List.of(value);
        }
        List<@Nullable Object> elements = list(fields.get("value"), at);
        if (elements == null) {
            return null;
        }
        if (elements.isEmpty() || elements.size() > MAX_VALUES) {
            add(at, "must have 1 to " + MAX_VALUES + " values");
            return null;
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String value = text(elements.get(i), at + "[" + i + "]");
            if (value != null && isShort(value, at + "[" + i + "]")) {
                values.add(value);
            }
        }
        return values.size() == elements.size() ? values : null;
    }

    private boolean isShort(String value, String path) {
        if (value.length() > MAX_VALUE_LENGTH) {
            add(path, "has more than " + MAX_VALUE_LENGTH + " characters");
            return false;
        }
        return true;
    }

    private <E extends Enum<E>> E oneOf(
            Map<String, @Nullable Object> fields, String field, String path, E defaultValue) {
        Object value = fields.get(field);
        if (value == null) {
            return defaultValue;
        }
        for (E one : defaultValue.getDeclaringClass().getEnumConstants()) {
            if (one.name().equals(value)) {
                return one;
            }
        }
        String names = Arrays.stream(defaultValue.getDeclaringClass().getEnumConstants())
                .map(Enum::name)
                .collect(Collectors.joining(", "));
        add(path + "." + field, "must be one of " + names);
        return defaultValue;
    }

    private @Nullable Map<String, @Nullable Object> object(@Nullable Object value, String path, Set<String> known) {
        if (!(value instanceof Map<?, ?> members)) {
            add(path, value == null ? "is required" : "must be an object");
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Set<String> unknown = new HashSet<>();
        members.forEach((name, member) -> {
            String key = String.valueOf(name);
            fields.put(key, member);
            if (!known.contains(key)) {
                unknown.add(key);
            }
        });
        unknown.stream()
                .sorted()
                .forEach(name -> add(path.isEmpty() ? shown(name) : path + "." + shown(name), "unknown field"));
        return unknown.isEmpty() ? fields : null;
    }

    private @Nullable List<@Nullable Object> list(@Nullable Object value, String path) {
        if (value instanceof List<?> elements) {
            return new ArrayList<>(elements);
        }
        add(path, value == null ? "is required" : "must be a list");
        return null;
    }

    private @Nullable String text(@Nullable Object value, String path) {
        if (value instanceof String text) {
            return text;
        }
        add(path, value == null ? "is required" : "must be a text");
        return null;
    }

    private void add(String path, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(path, message));
        }
    }

    private static @Nullable Operator operator(String name) {
        return Arrays.stream(Operator.values())
                .filter(one -> name(one).equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String names(Operator[] operators) {
        return Arrays.stream(operators).map(RuleSetParser::name).collect(Collectors.joining(", "));
    }

    static String name(Operator operator) {
        return operator.name().toLowerCase(Locale.ROOT);
    }

    /** The beginning of a text from the document, for a message. */
    private static String shown(String text) {
        return text.length() <= 50 ? text : text.substring(0, 50) + "…";
    }
}
