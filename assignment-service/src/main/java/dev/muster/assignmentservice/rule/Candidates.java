package dev.muster.assignmentservice.rule;

import dev.muster.assignmentservice.rule.RuleDecision.Present;
import java.util.Collection;
import java.util.List;

/** Reads present applications as rules see them. Locks nothing. */
public interface Candidates {

    /** The present applications among the given ones; {@code withData} says whether rules read their data. */
    List<Candidate> find(Collection<String> applicationIds, boolean withData);

    /** The next present applications after an id, in the order of their ids; empty at the end. */
    List<Candidate> page(String afterId, int limit, boolean withData);

    /** The next present applications of a system, like {@link #page}. */
    List<Candidate> pageOfSystem(String systemId, String afterId, int limit, boolean withData);

    /**
     * An application and its present owner.
     *
     * @param revision of the ownership; 0 when it was never assigned
     */
    record Candidate(Subject subject, Present present, long revision) {}
}
