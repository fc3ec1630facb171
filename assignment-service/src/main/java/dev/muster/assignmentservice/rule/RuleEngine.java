package dev.muster.assignmentservice.rule;

import dev.muster.assignmentservice.rule.Rule.Mode;
import dev.muster.assignmentservice.rule.Rule.OnUnmatch;
import dev.muster.assignmentservice.rule.RuleDecision.Found;
import dev.muster.assignmentservice.rule.RuleDecision.Kind;
import dev.muster.assignmentservice.rule.RuleDecision.Present;
import dev.muster.assignmentservice.rule.RuleDecision.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides who owns applications by the published rule sets. Pure, immutable and thread-safe: one engine stands for the
 * sets, the organizations and the setting at one moment.
 *
 * <p>The platform's set comes first. The first rule of a set that matches and enforces wins. If its target stands below the
 * organization of the set, the target's own set decides further (the cascade, whose depth is that of the tree). A rule whose
 * target is unknown, inactive or elsewhere in the tree is blocked: the decision ends with what was found before.
 */
public final class RuleEngine {

    private static final int MAX_PAGE_WITH_DATA = 200;

    private final Map<String, PublishedSet> published;
    private final Map<String, CompiledRuleSet> sets;
    private final OrganizationPlaces places;
    private final boolean ownerFromSystem;

    /**
     * A published rule set.
     *
     * @param commandId the command that published it, and {@code actor} who issued it
     */
    public record PublishedSet(long revision, RuleSet rules, UUID commandId, String actor) {}

    /**
     * An engine.
     *
     * @param sets by the id of their organization, or {@link RuleSet#PLATFORM}
     * @param ownerFromSystem whether the owner of its system owns an application that no rule of the platform assigns
     */
    public RuleEngine(Map<String, PublishedSet> sets, OrganizationPlaces places, boolean ownerFromSystem) {
        Map<String, CompiledRuleSet> compiled = new HashMap<>();
        sets.forEach((key, set) -> compiled.put(key, new CompiledRuleSet(set.revision(), set.rules())));
        this.published = Map.copyOf(sets);
        this.sets = compiled;
        this.places = places;
        this.ownerFromSystem = ownerFromSystem;
    }

    /** Whether no decision can ever change anything but what {@link OnUnmatch} does to owners that rules gave. */
    public boolean isIdle() {
        return sets.isEmpty() && !ownerFromSystem;
    }

    /** Whether a rule reads {@code inventory_data}. */
    public boolean readsData() {
        return sets.values().stream().flatMap(set -> set.rules().stream()).anyMatch(rule -> readsData(rule.match()));
    }

    /** How many applications to read at once instead of {@code size}: {@code inventory_data} may have 1 MiB each. */
    public int pageSize(int size) {
        return readsData() ? Math.min(size, MAX_PAGE_WITH_DATA) : size;
    }

    private static boolean readsData(Criterion criterion) {
        if (criterion instanceof Criterion.Comparison comparison) {
            return comparison.field().kind() == RuleField.Kind.INVENTORY_DATA;
        }
        if (criterion instanceof Criterion.Not not) {
            return readsData(not.criterion());
        }
        List<Criterion> parts =
                criterion instanceof Criterion.All all ? all.criteria() : ((Criterion.Any) criterion).criteria();
        return parts.stream().anyMatch(RuleEngine::readsData);
    }

    public OrganizationPlaces places() {
        return places;
    }

    public boolean ownerFromSystem() {
        return ownerFromSystem;
    }

    /** The published sets by the id of their organization, or {@link RuleSet#PLATFORM}. */
    public Map<String, PublishedSet> published() {
        return published;
    }

    /** The decision about an application and how it came about. */
    public RuleDecision decide(Subject subject, Present present) {
        Walk walk = new Walk(subject);
        if (present.pinned()) {
            return new RuleDecision(Kind.PINNED, null, walk.steps);
        }
        Found found = walk.from(RuleSet.PLATFORM, null);
        if (found == null && walk.blocked) {
            return new RuleDecision(Kind.BLOCKED, null, walk.steps);
        }
        boolean kept = present.source() == Source.RULE && present.onUnmatch() == OnUnmatch.KEEP;
        if (found == null && ownerFromSystem && !kept) {
            found = walk.fromSystemOwner();
        }
        if (found == null) {
            return present.source() == Source.RULE && !kept
                    ? new RuleDecision(Kind.UNASSIGN, null, walk.steps)
                    : new RuleDecision(Kind.UNCHANGED, null, walk.steps);
        }
        return new RuleDecision(found.equalsRuleOf(present) ? Kind.UNCHANGED : Kind.ASSIGN, found, walk.steps);
    }

    /**
     * What matches besides the winners.
     *
     * @param shadowed whether a later rule of a set that was asked matches and has another target than its winner
     * @param observed whether a rule of such a set matches that only observes
     */
    public record Others(boolean shadowed, boolean observed) {

        private static final Others NONE = new Others(false, false);
    }

    /** What else matches in the sets that were asked for the decision. */
    public Others others(Subject subject, RuleDecision decision) {
        if (sets.isEmpty()) {
            return Others.NONE;
        }
        boolean shadowed = false;
        boolean observed = false;
        Set<String> asked = new LinkedHashSet<>();
        asked.add(RuleSet.PLATFORM);
        decision.steps().forEach(step -> asked.add(step.setKey()));
        for (String key : asked) {
            CompiledRuleSet set = sets.get(key);
            Rule winner = decision.steps().stream()
                    .filter(step -> step.setKey().equals(key))
                    .map(RuleDecision.Step::winner)
                    .findFirst()
                    .orElse(null);
            if (set != null && (winner == null ? set.observes() : set.hasOthers())) {
                List<Rule> matching = set.matching(subject, places);
                observed |= matching.stream().anyMatch(rule -> rule.mode() == Mode.OBSERVE);
                shadowed |= winner != null
                        && matching.stream()
                                .anyMatch(rule -> rule.mode() == Mode.ENFORCE
                                        && !rule.target().equals(winner.target()));
            }
        }
        return new Others(shadowed, observed);
    }

    /** One evaluation. */
    private final class Walk {

        private final Subject subject;
        private final List<RuleDecision.Step> steps = new ArrayList<>();
        private boolean blocked;

        Walk(Subject subject) {
            this.subject = subject;
        }

        /** The owner of the system, if it is active, or what its set finds. */
        @Nullable
        Found fromSystemOwner() {
            String owner = subject.systemOrganization();
            return owner == null || !places.isActive(owner) ? null : from(owner, Found.bySystem(owner));
        }

        /** What the set finds, and the sets that it leads to; {@code before} when it finds nothing. */
        @Nullable
        Found from(String firstKey, @Nullable Found before) {
            Found found = before;
            String key = firstKey;
            while (key != null) {
                CompiledRuleSet set = sets.get(key);
                Rule winner = set == null ? null : set.winner(subject, places);
                if (set == null || winner == null) {
                    return found;
                }
                String organizationId = winner.target().organizationId() == null
                        ? subject.systemOrganization()
                        : winner.target().organizationId();
                boolean own = key.equals(organizationId);
                boolean below = organizationId != null && places.isBelow(organizationId, key);
                blocked = organizationId == null || !places.isActive(organizationId) || !(own || below);
                steps.add(new RuleDecision.Step(key, set.revision(), winner, organizationId, blocked));
                if (blocked) {
                    return found;
                }
                found = Found.byRule(Objects.requireNonNull(organizationId), key, set.revision(), winner);
                key = own ? null : organizationId;
            }
            return found;
        }
    }

    /** The set of the organization or the platform as compiled; null when it has none. */
    @Nullable
    CompiledRuleSet set(String key) {
        return sets.get(key);
    }
}
