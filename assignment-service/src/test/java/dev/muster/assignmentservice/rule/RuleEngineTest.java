package dev.muster.assignmentservice.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.rule.OrganizationPlaces.Place;
import dev.muster.assignmentservice.rule.Rule.OnUnmatch;
import dev.muster.assignmentservice.rule.RuleDecision.Found;
import dev.muster.assignmentservice.rule.RuleDecision.Kind;
import dev.muster.assignmentservice.rule.RuleDecision.Present;
import dev.muster.assignmentservice.rule.RuleDecision.RuleReference;
import dev.muster.assignmentservice.rule.RuleDecision.Source;
import dev.muster.assignmentservice.rule.RuleEngine.PublishedSet;
import dev.muster.assignmentservice.rule.RuleSetParser.OrganizationReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleEngineTest {

    private static final OrganizationPlaces PLACES = new OrganizationPlaces(Map.of(
            "owner", new Place(null, true),
            "reseller", new Place("owner", true),
            "customer", new Place("reseller", true),
            "inactive", new Place("reseller", false),
            "other", new Place("owner", true)));
    private static final Present BY_RULE = byRule(OnUnmatch.KEEP);

    @Test
    void theFirstEnforcedRuleByPositionWins() throws Exception {
        RuleEngine engine = engine(Map.of(RuleSet.PLATFORM, """
                - {id: off, mode: OFF, match: [{field: instance_of, op: equals, value: mail}], target: {organization: other}}
                - {id: observed, mode: OBSERVE, match: [{field: name, op: exists}], target: {organization: other}}
                - {id: late, match: [{field: version, op: prefix, value: "1"}], target: {organization: customer}}
                - {id: later, match: [{field: instance_of, op: equals, value: mail}], target: {organization: other}}
                """));

        RuleDecision decision = engine.decide(mail("owner"), Present.NONE);

        assertThat(decision.kind()).isEqualTo(Kind.ASSIGN);
        assertThat(decision.found())
                .isEqualTo(new Found(
                        "customer", Source.RULE, new RuleReference(RuleSet.PLATFORM, "late"), 1, OnUnmatch.KEEP));
    }

    @Test
    void theSetOfTheTargetDecidesFurther() throws Exception {
        RuleEngine engine = engine(Map.of(
                RuleSet.PLATFORM,
                all("to-reseller", "reseller"),
                "reseller",
                all("to-customer", "customer"),
                "customer",
                all("own", "customer")));

        RuleDecision decision = engine.decide(mail("owner"), Present.NONE);

        assertThat(decision.steps())
                .extracting(step -> step.winner().id())
                .containsExactly("to-reseller", "to-customer", "own");
        assertThat(Objects.requireNonNull(decision.found()).rule()).isEqualTo(new RuleReference("customer", "own"));
    }

    @Test
    void aBlockedRuleEndsTheDecisionWithWhatWasFound() throws Exception {
        for (String target : List.of("inactive", "unknown", "other", "owner")) {
            RuleEngine engine = engine(Map.of(
                    RuleSet.PLATFORM,
                    all("to-reseller", "reseller"),
                    "reseller",
                    all("blocked", target) + all("next", "customer")));

            RuleDecision decision = engine.decide(mail("owner"), Present.NONE);

            assertThat(Objects.requireNonNull(decision.found()).organizationId())
                    .as(target)
                    .isEqualTo("reseller");
            assertThat(decision.steps().get(1).blocked()).isTrue();
        }
    }

    @Test
    void aBlockedRuleOfThePlatformKeepsThePresentOwner() throws Exception {
        RuleEngine engine =
                engine(Map.of(RuleSet.PLATFORM, all("blocked", "inactive") + all("next", "customer")), true);

        assertThat(engine.decide(mail("owner"), byRule(OnUnmatch.UNASSIGN)).kind())
                .isEqualTo(Kind.BLOCKED);
        assertThat(engine.decide(mail("owner"), Present.NONE).kind()).isEqualTo(Kind.BLOCKED);
    }

    @Test
    void withoutAMatchTheStoredSettingDecides() throws Exception {
        RuleEngine engine = engine(Map.of());

        assertThat(engine.decide(mail("owner"), BY_RULE).kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(engine.decide(mail("owner"), byRule(OnUnmatch.UNASSIGN)).kind())
                .isEqualTo(Kind.UNASSIGN);
        assertThat(engine.decide(mail("owner"), explicit(false)).kind()).isEqualTo(Kind.UNCHANGED);
    }

    @Test
    void theSystemsOwnerComesAfterThePlatformsRules() throws Exception {
        RuleEngine engine = engine(Map.of("reseller", all("down", "customer")), true);

        assertThat(Objects.requireNonNull(
                        engine.decide(mail("other"), Present.NONE).found()))
                .isEqualTo(new Found("other", Source.SYSTEM, null, 0, null));
        assertThat(Objects.requireNonNull(
                                engine.decide(mail("reseller"), Present.NONE).found())
                        .organizationId())
                .isEqualTo("customer");
        assertThat(engine.decide(mail("inactive"), Present.NONE).kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(engine.decide(mail(null), Present.NONE).kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(engine.decide(mail("other"), BY_RULE).kind())
                .as("KEEP beats the system's owner")
                .isEqualTo(Kind.UNCHANGED);
        assertThat(engine.decide(mail("other"), byRule(OnUnmatch.UNASSIGN)).kind())
                .isEqualTo(Kind.ASSIGN);
    }

    @Test
    void pinnedApplicationsAreNotTouched() throws Exception {
        RuleEngine engine = engine(Map.of(RuleSet.PLATFORM, all("all", "customer")), true);

        assertThat(engine.decide(mail("owner"), explicit(true)).kind()).isEqualTo(Kind.PINNED);
        assertThat(engine.decide(mail("owner"), explicit(false)).kind()).isEqualTo(Kind.ASSIGN);
    }

    @Test
    void theSameOwnerByTheSameRuleIsNoChange() throws Exception {
        RuleEngine engine = engine(Map.of(RuleSet.PLATFORM, all("rule", "customer")));
        RuleEngine renamed = engine(Map.of(RuleSet.PLATFORM, all("other-rule", "customer")));

        assertThat(engine.decide(mail("owner"), BY_RULE).kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(renamed.decide(mail("owner"), BY_RULE).kind()).isEqualTo(Kind.ASSIGN);
    }

    @Test
    void aRuleCanNameTheSystemsOwner() throws Exception {
        RuleEngine engine = engine(Map.of(
                RuleSet.PLATFORM, "- {id: r, match: [{field: name, op: exists}], target: {from: system_owner}}\n"));

        assertThat(Objects.requireNonNull(
                                engine.decide(mail("other"), Present.NONE).found())
                        .organizationId())
                .isEqualTo("other");
        assertThat(engine.decide(mail(null), Present.NONE).kind()).isEqualTo(Kind.BLOCKED);
    }

    /** The index by equality leaves out no rule: an engine whose rules are all tried one by one decides the same. */
    @Test
    void lookingRulesUpGivesTheSameAsTryingEachOfThem() throws Exception {
        Random random = new Random(7);
        List<String> organizations = List.of("owner", "reseller", "customer", "other", "inactive");
        for (int round = 0; round < 300; round++) {
            Map<String, String> indexed = new HashMap<>();
            Map<String, String> scanned = new HashMap<>();
            for (String key : List.of(RuleSet.PLATFORM, "reseller", "owner")) {
                StringBuilder one = new StringBuilder();
                StringBuilder other = new StringBuilder();
                for (int i = 0; i < random.nextInt(6); i++) {
                    List<String> criteria = new ArrayList<>();
                    for (int n = 0; n <= random.nextInt(3); n++) {
                        criteria.add(criterion(random));
                    }
                    String tail = ", target: {organization: " + organizations.get(random.nextInt(5)) + "}}\n";
                    String list = String.join(", ", criteria);
                    one.append("- {id: r")
                            .append(i)
                            .append(", match: [")
                            .append(list)
                            .append("]")
                            .append(tail);
                    other.append("- {id: r")
                            .append(i)
                            .append(", match: [{any: [{all: [")
                            .append(list)
                            .append("]}]}]")
                            .append(tail);
                }
                indexed.put(key, one.toString());
                scanned.put(key, other.toString());
            }
            RuleEngine first = engine(indexed);
            RuleEngine second = engine(scanned);
            for (int n = 0; n < 10; n++) {
                Subject subject = subject(
                        "m" + random.nextInt(3),
                        "i" + random.nextInt(3),
                        "sys" + random.nextInt(3),
                        random.nextInt(4) == 0 ? null : organizations.get(random.nextInt(5)));
                assertThat(second.decide(subject, BY_RULE).found())
                        .as("round %s", round)
                        .isEqualTo(first.decide(subject, BY_RULE).found());
            }
        }
    }

    private static String criterion(Random random) {
        int value = random.nextInt(3);
        return switch (random.nextInt(5)) {
            case 0 -> "{field: module_id, op: equals, value: m" + value + "}";
            case 1 -> "{field: instance_of, op: in, value: [i" + value + ", i0]}";
            case 2 -> "{field: system_id, op: equals, value: sys" + value + "}";
            case 3 -> "{not: {field: system.organization, op: equals, value: customer}}";
            default -> "{field: name, op: exists}";
        };
    }

    private static Present byRule(OnUnmatch onUnmatch) {
        return new Present("customer", false, Source.RULE, new RuleReference(RuleSet.PLATFORM, "rule"), onUnmatch);
    }

    private static Present explicit(boolean pinned) {
        return new Present("other", pinned, Source.EXPLICIT, null, null);
    }

    private static String all(String id, String target) {
        return "- {id: " + id + ", match: [{field: name, op: exists}], target: {organization: " + target + "}}\n";
    }

    private static Subject mail(@Nullable String systemOwner) {
        return subject("mail1", "mail", "sys", systemOwner);
    }

    private static Subject subject(String module, String instanceOf, String system, @Nullable String systemOwner) {
        return new Subject(
                system + "_" + module,
                new Subject.Columns(
                        module, instanceOf, "Mail", "", null, "1.0", null, null, true, system, null, systemOwner),
                "{}");
    }

    private static RuleEngine engine(Map<String, String> sets) throws Exception {
        return engine(sets, false);
    }

    private static RuleEngine engine(Map<String, String> sets, boolean ownerFromSystem) throws Exception {
        Map<String, PublishedSet> published = new HashMap<>();
        for (Map.Entry<String, String> set : sets.entrySet()) {
            String document = set.getValue().isEmpty() ? "rules: []" : "rules:\n" + set.getValue();
            published.put(
                    set.getKey(),
                    new PublishedSet(
                            1, RuleSetParser.parse(document, OrganizationReference::of), new UUID(0, 1), "alice"));
        }
        return new RuleEngine(published, PLACES, ownerFromSystem);
    }
}
