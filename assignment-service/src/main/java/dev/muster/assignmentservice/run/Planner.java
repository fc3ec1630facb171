package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.Candidates.Candidate;
import dev.muster.assignmentservice.rule.RuleDecision;
import dev.muster.assignmentservice.rule.RuleDecision.Found;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.run.RunCounts.Count;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Computes what rules would change, without changing anything. */
public final class Planner {

    private static final int PAGE_SIZE = 5_000;

    private final Candidates candidates;

    public Planner(Candidates candidates) {
        this.candidates = candidates;
    }

    /**
     * Counts what the engine would change among all applications within reach of a set; {@code changes} receives each
     * change.
     *
     * @param setKey the set: an application is within its reach if its owner, its new owner or the owner of its system is the
     *     organization of the set or below it
     */
    public RunCounts plan(RuleEngine engine, String setKey, BiConsumer<Candidate, RuleDecision> changes) {
        RunCounts counts = RunCounts.NONE;
        String cursor = "";
        Page page;
        do {
            page = page(engine, setKey, cursor, counts, changes);
            counts = page.counts();
            cursor = page.cursor();
        } while (!page.isLast());
        return counts;
    }

    /** The counts up to the end of a page, which ends at the cursor. */
    record Page(RunCounts counts, String cursor, boolean isLast) {}

    /** Adds the next page of applications to the counts. */
    Page page(
            RuleEngine engine,
            String setKey,
            String afterId,
            RunCounts before,
            BiConsumer<Candidate, RuleDecision> changes) {
        int size = engine.pageSize(PAGE_SIZE);
        List<Candidate> page = candidates.page(afterId, size, engine.readsData());
        Map<Count, Long> found = new EnumMap<>(Count.class);
        for (Candidate candidate : page) {
            RuleDecision decision = engine.decide(candidate.subject(), candidate.present());
            if (!isWithinReach(engine, setKey, candidate, decision)) {
                continue;
            }
            count(engine, candidate, decision, found);
            if (isChange(decision)) {
                changes.accept(candidate, decision);
            }
        }
        RunCounts counts = before;
        for (Map.Entry<Count, Long> one : found.entrySet()) {
            counts = counts.plus(one.getKey(), one.getValue());
        }
        String cursor =
                page.isEmpty() ? afterId : page.get(page.size() - 1).subject().applicationId();
        return new Page(counts, cursor, page.size() < size);
    }

    /** Whether an application is within the reach of a set; see {@link #plan}. */
    static boolean isWithinReach(RuleEngine engine, String setKey, Candidate candidate, RuleDecision decision) {
        if (setKey.equals(RuleSet.PLATFORM)) {
            return true;
        }
        Found found = decision.found();
        return Stream.of(
                        candidate.present().organizationId(),
                        candidate.subject().systemOrganization(),
                        found == null ? null : found.organizationId())
                .anyMatch(id -> id != null && engine.places().isAtOrBelow(id, setKey));
    }

    static boolean isChange(RuleDecision decision) {
        return decision.kind() == RuleDecision.Kind.ASSIGN || decision.kind() == RuleDecision.Kind.UNASSIGN;
    }

    private static void count(RuleEngine engine, Candidate candidate, RuleDecision decision, Map<Count, Long> found) {
        add(found, Count.CHECKED);
        add(found, kindOf(candidate, decision));
        if (decision.kind() != RuleDecision.Kind.PINNED) {
            RuleEngine.Others others = engine.others(candidate.subject(), decision);
            if (others.shadowed()) {
                add(found, Count.SHADOWED);
            }
            if (others.observed()) {
                add(found, Count.OBSERVED);
            }
        }
    }

    private static Count kindOf(Candidate candidate, RuleDecision decision) {
        return switch (decision.kind()) {
            case PINNED -> Count.PINNED;
            case UNCHANGED -> Count.UNCHANGED;
            case BLOCKED -> Count.BLOCKED;
            case UNASSIGN -> Count.UNASSIGN;
            case ASSIGN -> candidate.present().organizationId() == null ? Count.ASSIGN : Count.MOVE;
        };
    }

    private static void add(Map<Count, Long> counts, Count count) {
        counts.merge(count, 1L, Long::sum);
    }
}
