package dev.muster.assignmentservice.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A planned set of changes of ownerships, executed in steps that a crash repeats without doubling anything.
 *
 * @param runId the id of the command that began it
 * @param organizationId the organization whose rules are published, or that the author belongs to, or the parent of the one
 *     that is deleted; {@link dev.muster.assignmentservice.rule.RuleSet#PLATFORM} for the platform
 * @param reason a stable code when it is REFUSED
 * @param cursor where the next step begins: behind the last application that a step has handled; empty at the beginning
 * @param undoes the run that this one undoes; null for another kind
 */
public record Run(
        UUID runId,
        Kind kind,
        State state,
        String organizationId,
        String actor,
        RunRequest request,
        RunCounts counts,
        @Nullable String reason,
        String message,
        String cursor,
        @Nullable UUID undoes,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    public enum Kind {
        /** Publishes a rule set and applies it to all applications. */
        PUBLISH,
        /** Applies the rules in force to all applications: something that they depend on has changed. */
        EVALUATE,
        /** Assigns, unassigns or changes the rebranding of many applications. */
        BULK,
        /** Restores what another run has changed. */
        UNDO,
        /** Ends what refers to a deleted organization. Cannot be undone. */
        DELETE
    }

    public enum State {
        /** Counts what it would change. */
        COUNTING,
        /** Changes applications. */
        RUNNING,
        /** Stopped by a person; may be resumed. */
        STOPPED,
        DONE,
        /** Nothing was done; the reason says why. */
        REFUSED,
        /** A later run takes care of what this one left. */
        SUPERSEDED;

        public boolean isFinished() {
            return this == DONE || this == REFUSED || this == SUPERSEDED;
        }
    }

    Run with(State changed) {
        return new Run(
                runId,
                kind,
                changed,
                organizationId,
                actor,
                request,
                counts,
                reason,
                message,
                cursor,
                undoes,
                createdAt,
                finishedAt);
    }

    Run at(String position, RunCounts counted) {
        return new Run(
                runId,
                kind,
                state,
                organizationId,
                actor,
                request,
                counted,
                reason,
                message,
                position,
                undoes,
                createdAt,
                finishedAt);
    }

    Run refused(String code, String text) {
        return new Run(
                runId,
                kind,
                State.REFUSED,
                organizationId,
                actor,
                request,
                counts,
                code,
                text,
                cursor,
                undoes,
                createdAt,
                finishedAt);
    }
}
