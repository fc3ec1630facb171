package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.ownership.OwnershipChange.Cause;
import java.time.Clock;
import java.util.UUID;

/** Stores the setting whether systems' owners own applications, and applies the rules when it has changed. */
public final class OwnerFromSystem {

    private final RuleSets ruleSets;
    private final RunStore runs;
    private final Clock clock;

    public OwnerFromSystem(RuleSets ruleSets, RunStore runs, Clock clock) {
        this.ruleSets = ruleSets;
        this.runs = runs;
        this.clock = clock;
    }

    /** Stores the setting, in the caller's transaction. Of several instances the last one decides. */
    public void save(boolean ownerFromSystem) {
        if (ruleSets.saveOwnerFromSystem(ownerFromSystem)) {
            runs.add(RuleTriggers.evaluation(UUID.randomUUID(), "setting_changed", Cause.NOBODY, clock.instant()));
        }
    }
}
