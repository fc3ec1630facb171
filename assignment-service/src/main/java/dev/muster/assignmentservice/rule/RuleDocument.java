package dev.muster.assignmentservice.rule;

import dev.muster.assignmentservice.rule.Criterion.All;
import dev.muster.assignmentservice.rule.Criterion.Any;
import dev.muster.assignmentservice.rule.Criterion.Comparison;
import dev.muster.assignmentservice.rule.Criterion.Not;
import dev.muster.assignmentservice.rule.Criterion.Operator;
import dev.muster.assignmentservice.rule.RuleSetParser.InvalidRuleSetException;
import dev.muster.assignmentservice.rule.RuleSetParser.Problem;
import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;
import dev.muster.text.JsonReader;
import dev.muster.text.TextValidation;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The text of a rule set: documents in JSON or YAML, and the canonical JSON that is stored and published. */
public final class RuleDocument {

    private static final int MAX_LEVELS = 50;

    private RuleDocument() {}

    /** The document as maps, lists and texts. All scalars but null are texts as written: a version 1.20 stays 1.20. */
    static @Nullable Object read(String document) throws InvalidRuleSetException {
        if (document.length() > RuleSetParser.MAX_BYTES
                || document.getBytes(StandardCharsets.UTF_8).length > RuleSetParser.MAX_BYTES) {
            throw invalid("the document has more than " + RuleSetParser.MAX_BYTES / 1024 + " KiB");
        }
        if (document.indexOf(0) >= 0 || TextValidation.hasUnpairedSurrogate(document)) {
            throw invalid("the document has the character U+0000 or half of a surrogate pair");
        }
        return document.stripLeading().startsWith("{") ? readJson(document) : readYaml(document);
    }

    private static @Nullable Object readJson(String document) throws InvalidRuleSetException {
        try {
            List<String> repeated = new ArrayList<>();
            JsonReader reader = new JsonReader(document.strip());
            Object tree = JsonTree.read(reader, repeated::add);
            reader.end();
            if (!repeated.isEmpty()) {
                throw invalid("the name " + repeated.get(0) + " is there twice in one object");
            }
            return tree;
        } catch (InvalidJsonException e) {
            throw invalid("not JSON: " + e.getMessage());
        }
    }

    private static @Nullable Object readYaml(String document) throws InvalidRuleSetException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MAX_LEVELS);
        options.setCodePointLimit(RuleSetParser.MAX_BYTES);
        try {
            Node root = new Yaml(options).compose(new StringReader(document));
            return root == null ? null : tree(root);
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : " in line " + (e.getProblemMark().getLine() + 1);
            throw invalid("not YAML: " + e.getProblem() + where);
        } catch (YAMLException e) {
            throw invalid("not YAML: " + e.getMessage());
        }
    }

    private static @Nullable Object tree(Node node) throws InvalidRuleSetException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue();
        }
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                elements.add(tree(element));
            }
            return elements;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (NodeTuple member : ((MappingNode) node).getValue()) {
            if (!(member.getKeyNode() instanceof ScalarNode key)) {
                throw invalid("not YAML: a name is no text in line "
                        + (member.getKeyNode().getStartMark().getLine() + 1));
            }
            if (members.containsKey(key.getValue())) {
                throw invalid("the name " + key.getValue() + " is there twice in line "
                        + (key.getStartMark().getLine() + 1));
            }
            members.put(key.getValue(), tree(member.getValueNode()));
        }
        return members;
    }

    private static InvalidRuleSetException invalid(String message) {
        return new InvalidRuleSetException(List.of(new Problem("", message)));
    }

    /** The rule set as compact JSON with all defaults written out and organizations as ids: equal sets have equal texts. */
    public static String write(RuleSet rules) {
        StringBuilder json = new StringBuilder("{\"rules\":[");
        for (int i = 0; i < rules.rules().size(); i++) {
            json.append(i == 0 ? "" : ",");
            append(rules.rules().get(i), json);
        }
        return json.append("]}").toString();
    }

    private static void append(Rule rule, StringBuilder json) {
        json.append("{\"id\":");
        JsonObjects.appendString(json, rule.id());
        json.append(",\"mode\":\"").append(rule.mode()).append("\",\"match\":[");
        List<Criterion> parts = rule.match() instanceof All all ? all.criteria() : List.of(rule.match());
        appendAll(parts, json);
        json.append("],\"target\":{");
        String organizationId = rule.target().organizationId();
        if (organizationId == null) {
            json.append("\"from\":\"system_owner\"");
        } else {
            json.append("\"organization\":");
            JsonObjects.appendString(json, organizationId);
        }
        json.append("},\"on_unmatch\":\"").append(rule.onUnmatch()).append("\"}");
    }

    private static void appendAll(List<Criterion> criteria, StringBuilder json) {
        for (int i = 0; i < criteria.size(); i++) {
            json.append(i == 0 ? "" : ",");
            append(criteria.get(i), json);
        }
    }

    static void append(Criterion criterion, StringBuilder json) {
        if (criterion instanceof Comparison comparison) {
            append(comparison, json);
        } else if (criterion instanceof Not not) {
            json.append("{\"not\":");
            append(not.criterion(), json);
            json.append('}');
        } else {
            boolean isAny = criterion instanceof Any;
            List<Criterion> parts = criterion instanceof Any any ? any.criteria() : ((All) criterion).criteria();
            json.append(isAny ? "{\"any\":[" : "{\"all\":[");
            appendAll(parts, json);
            json.append("]}");
        }
    }

    private static void append(Comparison comparison, StringBuilder json) {
        json.append("{\"field\":");
        JsonObjects.appendString(json, comparison.field().name());
        json.append(",\"op\":\"")
                .append(RuleSetParser.name(comparison.operator()))
                .append('"');
        List<String> values = comparison.values();
        if (comparison.operator() == Operator.IN) {
            json.append(",\"value\":[");
            for (int i = 0; i < values.size(); i++) {
                json.append(i == 0 ? "" : ",");
                JsonObjects.appendString(json, values.get(i));
            }
            json.append(']');
        } else if (!values.isEmpty()) {
            json.append(",\"value\":");
            JsonObjects.appendString(json, values.get(0));
        }
        json.append('}');
    }
}
