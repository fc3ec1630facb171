package dev.muster.assignmentservice.run;

import java.util.EnumMap;
import java.util.Map;

/** Numbers of applications, by what a run would do or has done with them. Immutable. */
public record RunCounts(Map<Count, Long> counts) {

    public static final RunCounts NONE = new RunCounts(Map.of());

    public enum Count {
        /** All applications that were looked at. */
        CHECKED,
        /** An application without an owner gets one. */
        ASSIGN,
        /** It gets another owner, or the same one from another rule. */
        MOVE,
        /** It loses its owner. */
        UNASSIGN,
        /** The override or the effective rebranding changes. */
        REBRAND,
        UNCHANGED,
        /** Pinned: rules leave it alone. */
        PINNED,
        /** The winning rule has a target that cannot own it. */
        BLOCKED,
        /** A later rule with another target matches too. */
        SHADOWED,
        /** A rule that only observes matches. */
        OBSERVED,
        /** Changed by this run. */
        CHANGED,
        /** Left as it is: the reason is in the result. */
        REJECTED
    }

    public RunCounts {
        counts = Map.copyOf(counts);
    }

    public long of(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** The applications that change. */
    public long changes() {
        return of(Count.ASSIGN) + of(Count.MOVE) + of(Count.UNASSIGN) + of(Count.REBRAND);
    }

    public RunCounts plus(Count count, long number) {
        if (number == 0) {
            return this;
        }
        Map<Count, Long> changed = new EnumMap<>(Count.class);
        changed.putAll(counts);
        changed.merge(count, number, Long::sum);
        return new RunCounts(changed);
    }
}
