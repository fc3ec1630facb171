package dev.muster.assignmentservice.rules;

import dev.muster.assignmentservice.ownership.OwnershipAction;
import org.jspecify.annotations.Nullable;

/**
 * A step of a scenario. Applications and organizations are numbers; a number that is not in use is an unknown one.
 */
interface Step {

    /** A new command; its number is its identity. */
    record Command(
            int number,
            int application,
            OwnershipAction.Kind action,
            @Nullable Integer organization,
            @Nullable Long expectedRevision,
            boolean waits,
            @Nullable Integer expiresAtSecond)
            implements Step {}

    /** Repeats the command of that number, if it was sent. */
    record Repeat(int number) implements Step {}

    /** Ends the poll. When aborted, its transaction is rolled back first and the poll repeated. */
    record EndOfPoll(boolean aborted) implements Step {}

    /** Redelivers the last commands of the previous poll, as after a restart. */
    record Redelivery(int commands) implements Step {}

    record Appear(int application) implements Step {}

    record Remove(int application) implements Step {}

    /** Inventory deletes a removed application; its tombstone is handled. */
    record Delete(int application) implements Step {}

    /** Handles the event of the application. */
    record HandleEvent(int application) implements Step {}

    record SetRebranding(int organization, boolean enabled) implements Step {}

    record SetActive(int organization, boolean active) implements Step {}

    record Move(int organization, int parent) implements Step {}

    /** Propagates rebranding to applications. */
    record Propagate() implements Step {}

    /** Sweeps waiting commands. */
    record Sweep() implements Step {}

    record AdvanceClock(int seconds) implements Step {}
}
