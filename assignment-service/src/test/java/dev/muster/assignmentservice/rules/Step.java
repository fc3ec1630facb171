package dev.muster.assignmentservice.rules;

import dev.muster.assignmentservice.ownership.OwnershipAction;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happens in a scenario. Applications and organizations are numbers; a number that nothing goes by is an
 * unknown one.
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

    /** The command of that number once more, when it was there. */
    record Repeat(int number) implements Step {}

    /** The poll ends here. When aborted, its transaction is rolled back first and the poll repeated. */
    record EndOfPoll(boolean aborted) implements Step {}

    /** The last commands of the poll before come again, as after a restart. */
    record Redelivery(int commands) implements Step {}

    record Appears(int application) implements Step {}

    record Removed(int application) implements Step {}

    /** Inventory forgets a removed application, and says so. */
    record Forgotten(int application) implements Step {}

    /** The event about the application is handled. */
    record Told(int application) implements Step {}

    record Rebrands(int organization, boolean enabled) implements Step {}

    record Activates(int organization, boolean active) implements Step {}

    record Moves(int organization, int parent) implements Step {}

    /** Applications follow their organizations. */
    record Follow() implements Step {}

    /** Waiting commands are swept. */
    record Sweep() implements Step {}

    record Seconds(int seconds) implements Step {}
}
