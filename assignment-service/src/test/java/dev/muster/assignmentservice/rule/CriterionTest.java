package dev.muster.assignmentservice.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.rule.Criterion.Truth;
import dev.muster.assignmentservice.rule.OrganizationPlaces.Place;
import dev.muster.assignmentservice.rule.RuleSetParser.OrganizationReference;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriterionTest {

    private static final OrganizationPlaces PLACES = new OrganizationPlaces(Map.of(
            "owner", new Place(null, true),
            "reseller", new Place("owner", true),
            "customer", new Place("reseller", true),
            "other", new Place("owner", true)));

    private static final Subject SUBJECT = new Subject(
            "sys_mail1",
            new Subject.Columns(
                    "mail1",
                    "mail",
                    "Mail",
                    "ghcr.io/mail",
                    null,
                    "1.20",
                    "node-1",
                    "https://mail.acme.example/",
                    true,
                    "sys",
                    "acme-𝒳7",
                    "customer"),
            "{\"fqdn\":\"a.acme.example\",\"domains\":[{\"name\":\"x\"},{\"name\":\"y\"}],\"n\":1.50,\"none\":null,\"o\":{}}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {field: instance_of, op: equals, value: mail}                   | TRUE
            {field: instance_of, op: equals, value: Mail}                   | FALSE
            {field: version, op: equals, value: 1.20}                       | TRUE
            {field: version, op: in, value: [1.2, 1.20]}                    | TRUE
            {field: is_user_facing, op: equals, value: true}                | TRUE
            {field: url, op: prefix, value: "https://"}                     | TRUE
            {field: source, op: suffix, value: /mail}                       | TRUE
            {field: source, op: contains, value: cr.io}                     | TRUE
            {field: system.name, op: glob, value: "acme-*"}                 | TRUE
            {field: system.name, op: glob, value: "acme-?7"}                | TRUE
            {field: system.name, op: glob, value: "acme-??7"}               | FALSE
            {field: system.name, op: glob, value: "[a-c]cme*"}              | TRUE
            {field: system.name, op: glob, value: "[!a-c]cme*"}             | FALSE
            {field: url, op: glob, value: "*.acme.example"}                 | FALSE
            {field: source, op: regex, value: "^gh.r[.]io/"}                | TRUE
            {field: source, op: regex, value: "(a+)+$"}                     | FALSE
            {field: system.organization, op: under, value: owner}           | TRUE
            {field: system.organization, op: under, value: customer}        | TRUE
            {field: system.organization, op: under, value: other}           | FALSE
            {field: inventory_data.fqdn, op: suffix, value: .acme.example}  | TRUE
            {field: inventory_data.domains.name, op: equals, value: y}      | TRUE
            {field: inventory_data.domains.name, op: equals, value: z}      | FALSE
            {field: inventory_data.n, op: equals, value: 1.50}              | TRUE
            {field: inventory_data.o, op: exists}                           | TRUE
            {field: inventory_data.o, op: equals, value: ""}                | FALSE
            {field: inventory_data.none, op: exists}                        | UNKNOWN
            {field: inventory_data.none, op: absent}                        | TRUE
            {field: inventory_data.fqdn.x, op: absent}                      | TRUE
            {field: display_name, op: absent}                               | TRUE
            {field: name, op: absent}                                       | FALSE
            {field: display_name, op: equals, value: x}                     | UNKNOWN
            {not: {field: display_name, op: equals, value: x}}              | UNKNOWN
            {not: {field: name, op: equals, value: x}}                      | TRUE
            {not: {field: display_name, op: absent}}                        | FALSE
            {any: [{field: display_name, op: exists}, {field: name, op: exists}]} | TRUE
            {all: [{field: display_name, op: exists}, {field: name, op: absent}]} | FALSE
            {not: [{field: display_name, op: exists}, {field: name, op: exists}]} | UNKNOWN
            """)
    void everyOperatorComparesAsDescribed(String criterion, Truth expected) throws Exception {
        Rule rule = RuleSetParser.parse(
                        "rules: [{id: r, match: [" + criterion + "], target: {from: system_owner}}]",
                        OrganizationReference::of)
                .rules()
                .get(0);

        assertThat(rule.match().test(SUBJECT, PLACES)).isEqualTo(expected);
    }

    /** Against a regular expression that means the same. */
    @Test
    void globsMatchAsRegularExpressionsDo() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder glob = new StringBuilder();
            StringBuilder regex = new StringBuilder();
            for (int n = 0; n < random.nextInt(6); n++) {
                switch (random.nextInt(6)) {
                    case 0 -> append(glob, "*", regex, ".*");
                    case 1 -> append(glob, "?", regex, ".");
                    case 2 -> append(glob, "[a-b]", regex, "[a-b]");
                    case 3 -> append(glob, "[!a]", regex, "[^a]");
                    case 4 -> append(glob, "\\*", regex, "[*]");
                    default -> append(glob, "a", regex, "a");
                }
            }
            String text = random.ints(random.nextInt(7), 0, 4)
                    .mapToObj("ab*c"::charAt)
                    .map(String::valueOf)
                    .collect(Collectors.joining());
            assertThat(TextPattern.glob(glob.toString()).matches(text))
                    .as("%s against %s", glob, text)
                    .isEqualTo(text.matches(regex.toString()));
        }
    }

    private static void append(StringBuilder glob, String one, StringBuilder regex, String other) {
        glob.append(one);
        regex.append(other);
    }

    @Test
    void aLongTextIsCutForPatterns() throws Exception {
        TextPattern end = TextPattern.regex("b$");

        assertThat(end.matches("a".repeat(9_999) + "b")).isTrue();
        assertThat(end.matches("a".repeat(10_000) + "b")).isFalse();
    }
}
