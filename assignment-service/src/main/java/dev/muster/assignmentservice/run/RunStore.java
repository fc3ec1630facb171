package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.Ownership;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores runs and their results, in the caller's transaction. */
public interface RunStore {

    void add(Run run);

    @Nullable
    Run find(UUID runId);

    /** The run, locked until the transaction ends; null when there is none. */
    @Nullable
    Run lock(UUID runId);

    /** Runs, the newest first; {@code organizationIds} is null for those of all organizations. */
    Page<Run> list(@Nullable Collection<String> organizationIds, long offset, int limit);

    /** Locks the oldest run that is at work and that no other transaction has locked; null when there is none. */
    @Nullable
    Run claim();

    /** Locks the number of runs of the organization until the transaction ends: nobody else begins one meanwhile. */
    void lockNumber(String organizationId);

    /** The number of unfinished runs of the organization, stopped ones included, except deletions. */
    int countUnfinished(String organizationId);

    /** Whether runs or queued systems have yet to apply the rules, stopped runs included. */
    boolean areRulesPending();

    /** The unfinished publish of the set; null when there is none. */
    @Nullable
    Run findPublishing(String setKey);

    /** The run that undoes the given one, unless it was refused; null when there is none. */
    @Nullable
    Run findUndoing(UUID runId);

    /** Saves state, counts, reason and cursor; a finished run gets its end. */
    void update(Run run);

    /**
     * Marks the runs that evaluate or publish rules as superseded by a publish, because it looks at their applications again:
     * those of the same organization, or all if it is the platform's. Leaves out those that another transaction works on: they go
     * on with the rules in force.
     */
    void supersedeOthers(Run publish);

    /**
     * Ends the unfinished runs of a deleted organization, except deletions: those that count are REFUSED, the others are
     * SUPERSEDED. A run that executes a step is left out: {@link RunExecutor} ends it before the next one.
     */
    void endRunsOf(String organizationId);

    /**
     * Whether an evaluation waits that has not begun. It does not begin before the caller's transaction ends, so it sees what
     * this changes.
     */
    boolean holdPendingEvaluation();

    /**
     * Whether every transaction that may have read the rules before the run took its transaction id has ended. The first
     * call takes that id and returns false.
     */
    boolean hasWaited(Run run);

    /** Deletes runs that finished before the time, with their results; returns whether there may be more. */
    boolean deleteFinishedBefore(Instant time);

    /** Adds results; those of applications that have one are ignored. */
    void addResults(UUID runId, List<Result> results);

    /** The changed applications of a run after an id, in the order of their ids. */
    List<Result> changedAfter(UUID runId, String afterId, int limit);

    /** Passes all results of the run, in the order of their ids, in constant memory. */
    void eachResult(UUID runId, Consumer<Result> consumer);

    /** Adds ids of a bulk change, with the present revisions of their ownerships; repeated ones are ignored. */
    void addItems(UUID runId, List<String> applicationIds);

    /** The next ids of a bulk change, with the revisions from when they were added. */
    SortedMap<String, Long> itemsAfter(UUID runId, String afterId, int limit);

    /** Removes and returns the system that was queued first; null when there is none. */
    @Nullable
    String takeSystem();

    /**
     * What a run did with one application.
     *
     * @param status CHANGED, UNCHANGED or REJECTED
     * @param reason a stable code when REJECTED
     * @param before null when the application is unknown
     * @param after null unless it was changed
     */
    record Result(
            String applicationId,
            Status status,
            @Nullable String reason,
            long revision,
            @Nullable Ownership before,
            @Nullable Ownership after) {

        public enum Status {
            CHANGED,
            UNCHANGED,
            REJECTED
        }

        static Result rejected(String applicationId, String reason) {
            return new Result(applicationId, Status.REJECTED, reason, 0, null, null);
        }

        static Result unchanged(ApplicationOwnership ownership) {
            return new Result(
                    ownership.applicationId(),
                    Status.UNCHANGED,
                    null,
                    ownership.revision(),
                    ownership.ownership(),
                    null);
        }
    }
}
