package dev.muster.assignmentservice.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.assignmentservice.rule.RuleSetParser.InvalidRuleSetException;
import dev.muster.assignmentservice.rule.RuleSetParser.OrganizationReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetParserTest {

    private static final String RULE = """
            rules:
              - id: mail-to-acme
                match: %s
                target: {organization: "~acme"}
            """;

    @Test
    void yamlAndJsonAreTheSameDocument() throws Exception {
        String yaml = """
                rules:
                  - id: mail-to-acme            # a comment
                    mode: OBSERVE
                    match:
                      - {field: instance_of, op: equals, value: mail}
                      - any:
                          - {field: version, op: prefix, value: 1.20}
                          - not: {field: "inventory_data.fqdn", op: suffix, value: .acme.example}
                      - {field: system.organization, op: under, value: "~acme"}
                    target: {from: system_owner}
                    on_unmatch: UNASSIGN
                """;
        RuleSet set = parse(yaml);
        String canonical = RuleDocument.write(set);

        assertThat(canonical)
                .isEqualTo("{\"rules\":[{\"id\":\"mail-to-acme\",\"mode\":\"OBSERVE\",\"match\":["
                        + "{\"field\":\"instance_of\",\"op\":\"equals\",\"value\":\"mail\"},"
                        + "{\"any\":[{\"field\":\"version\",\"op\":\"prefix\",\"value\":\"1.20\"},"
                        + "{\"not\":{\"field\":\"inventory_data.fqdn\",\"op\":\"suffix\",\"value\":\".acme.example\"}}]},"
                        + "{\"field\":\"system.organization\",\"op\":\"under\",\"value\":\"acme-id\"}],"
                        + "\"target\":{\"from\":\"system_owner\"},\"on_unmatch\":\"UNASSIGN\"}]}");
        assertThat(RuleSetParser.parse(canonical, OrganizationReference::of)).isEqualTo(set);
    }

    @Test
    void defaultsAreEnforceAndKeep() throws Exception {
        Rule rule = parse(RULE.formatted("[{field: name, op: exists}]")).rules().get(0);

        assertThat(rule.mode()).isEqualTo(Rule.Mode.ENFORCE);
        assertThat(rule.onUnmatch()).isEqualTo(Rule.OnUnmatch.KEEP);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                             | rules[0].match: is empty
            [{any: []}]                                    | rules[0].match[0].any: is empty
            [{not: []}]                                    | rules[0].match[0].not: is empty
            [{field: owner, op: equals, value: x}]         | rules[0].match[0].field: unknown field owner; fields are module_id
            [{field: inventory_data., op: exists}]         | rules[0].match[0].field: unknown field
            [{field: name, op: like, value: x}]            | rules[0].match[0].op: unknown operator like; operators are equals
            [{field: name, op: glob, value: "a[b"}]        | rules[0].match[0].value: the pattern has a [ without ]
            [{field: name, op: glob, value: 'a\\'}]         | rules[0].match[0].value: the pattern ends with \\
            [{field: name, op: regex, value: "(a"}]        | rules[0].match[0].value: missing closing )
            [{field: name, op: regex, value: "((a{99}){99}){99}"}] | rules[0].match[0].value: the regular expression is too complex
            [{field: name, op: equals}]                    | rules[0].match[0].value: is required
            [{field: name, op: equals, value: [a]}]        | rules[0].match[0].value: must be a text
            [{field: name, op: in, value: []}]             | rules[0].match[0].value: must have 1 to 100 values
            [{field: name, op: exists, value: x}]          | rules[0].match[0].value: is not used with exists
            [{field: name, op: under, value: x}]           | rules[0].match[0].op: under cannot be used with name
            [{field: system.organization, op: glob, value: x}] | rules[0].match[0].op: glob cannot be used with
            [{field: system.organization, op: under, value: nobody}] | rules[0].match[0].value: there is no such organization
            [{any: [], field: name}]                       | rules[0].match[0]: any stands alone
            [{field: name, op: exists, vlaue: x}]          | rules[0].match[0].vlaue: unknown field
            name                                           | rules[0].match: must be a list
            """)
    void whatIsWrongIsNamedWithItsPlace(String match, String message) {
        assertProblem(RULE.formatted(match.replace("\\\\", "\\")), message.replace("\\\\", "\\"));
    }

    @Test
    void allProblemsAreReportedTogether() {
        assertProblem(
                """
                rules:
                  - {id: "a b", mode: ON, match: [{field: name, op: exists}], target: {}}
                  - {id: x, match: [{field: name, op: exists}], target: {organization: nobody}, on_unmatch: keep}
                  - {id: x, match: [{field: name, op: exists}], target: {from: nowhere}}
                """,
                "rules[0].id: must have 1 to 128 characters",
                "rules[0].mode: must be one of OFF, OBSERVE, ENFORCE",
                "rules[0].target: must be {organization: …} or {from: system_owner}",
                "rules[1].target.organization: there is no such organization",
                "rules[1].on_unmatch: must be one of KEEP, UNASSIGN",
                "rules[2].target.from: must be system_owner");
    }

    @Test
    void twoRulesHaveNotTheSameId() {
        String rule = "{id: x, match: [{field: name, op: exists}], target: {from: system_owner}}";

        assertProblem("rules: [" + rule + ", " + rule + "]", "rules[1].id: is the id of rules[0] already");
    }

    @Test
    void documentsAreBounded() throws Exception {
        String rule =
                "{\"id\":\"r%d\",\"match\":[{\"field\":\"name\",\"op\":\"exists\"}],\"target\":{\"from\":\"system_owner\"}}";
        assertThat(parse(rules(1_000, rule)).rules()).hasSize(1_000);
        assertProblem(rules(1_001, rule), "rules: has 1001 rules, a set has at most 1000");
        assertProblem("x".repeat(10 * 1024 * 1024), "the document has more than 256 KiB");
        String criteria = IntStream.range(0, 21)
                .mapToObj(i -> "{field: name, op: exists}")
                .collect(Collectors.joining(",", "[", "]"));
        assertProblem(RULE.formatted(criteria), "rules[0].match: has 21 criteria, a rule has at most 20");
        String deep = "{not: ".repeat(11) + "{field: name, op: exists}" + "}".repeat(11);
        assertProblem(RULE.formatted("[" + deep + "]"), "is nested more than 10 levels deep");
        assertProblem(
                RULE.formatted("[{field: name, op: regex, value: " + "a".repeat(501) + "}]"),
                "has more than 500 characters");
    }

    @Test
    void anchorsDoNotExplode() {
        assertProblem("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]", "not YAML: Number of aliases for non-scalar nodes");
    }

    @Test
    void brokenDocumentsAreToldWithTheirPlace() {
        assertProblem("rules:\n  - id: [", "not YAML:", "line");
        assertProblem("{\"rules\": [}", "not JSON:");
        assertProblem("{\"rules\": [], \"rules\": []}", "the name rules is there twice in one object");
        assertProblem("rules: []\nrules: []", "the name rules is there twice in line 2");
        assertProblem("", "is required");
        assertProblem("[]", "must be an object");
        assertProblem("rule: []", "rule: unknown field");
        assertProblem("rules: []\u0000", "U+0000");
    }

    private static String rules(int count, String rule) {
        return IntStream.range(0, count)
                .mapToObj(rule::formatted)
                .collect(Collectors.joining(",", "{\"rules\":[", "]}"));
    }

    private static RuleSet parse(String document) throws InvalidRuleSetException {
        return RuleSetParser.parse(
                document,
                key -> key.equals("~acme")
                        ? OrganizationReference.of("acme-id")
                        : OrganizationReference.problem("there is no such organization"));
    }

    private static void assertProblem(String document, String... messages) {
        assertThatThrownBy(() -> parse(document))
                .isInstanceOf(InvalidRuleSetException.class)
                .hasMessageContainingAll(messages);
    }
}
