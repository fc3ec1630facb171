package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.ownership.IncarnationAuditor;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipStore.IncarnationMismatch;
import dev.muster.assignmentservice.ownership.postgres.PostgresOwnershipStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncarnationAuditIT {

    /** Enough for all ownerships that tests leave in the schema. */
    private static final int STEPS_PER_PASS = 50;

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private final Names names = new Names("i" + UUID.randomUUID().toString().substring(0, 8), rules.clock.instant());
    private final String application = names.application(0);
    private final List<IncarnationMismatch> found = new ArrayList<>();
    private @Nullable Instant handledUntil;

    private final IncarnationAuditor auditor = new IncarnationAuditor(
            new PostgresOwnershipStore(rules.jdbc, rules.projection),
            rules.commandHandler,
            () -> handledUntil,
            found::add,
            rules.clock);

    @BeforeEach
    void returnWithoutEvent() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.decide(List.of(names.command(
                new Step.Command(1, 0, OwnershipAction.Kind.ASSIGN_ORGANIZATION, 0, null, false, null)))));
        rules.inventory.remove(application);
        rules.inventory.appear(application);
    }

    @Test
    void mismatchIsCountedAndUnassignedOnceEventsAreHandled() {
        handledUntil = rules.clock.instant();
        runPass();
        assertThat(mismatchesOfThisTest()).isEmpty();

        rules.clock.advance(Duration.ofMinutes(2));
        handledUntil = rules.clock.instant();
        runPass();

        assertThat(mismatchesOfThisTest()).containsExactly(new IncarnationMismatch(application, 1, 1, 2));
        assertThat(auditor.mismatches()).isPositive();
        assertThat(rules.published.changes)
                .filteredOn(change -> change.applicationId().equals(application))
                .extracting(OwnershipChange::kind)
                .containsExactly(OwnershipChange.Kind.ASSIGNED, OwnershipChange.Kind.RETURNED_UNASSIGNED);

        rules.clock.advance(Duration.ofMinutes(2));
        handledUntil = rules.clock.instant();
        runPass();

        assertThat(mismatchesOfThisTest()).hasSize(1);
        assertThat(auditor.mismatches()).isZero();
    }

    @Test
    void mismatchWithEventInFlightIsNotCounted() {
        handledUntil = rules.clock.instant();
        runPass();
        rules.clock.advance(Duration.ofMinutes(10));
        runPass();
        handledUntil = null;
        rules.clock.advance(Duration.ofMinutes(10));
        runPass();

        assertThat(mismatchesOfThisTest()).isEmpty();
    }

    private void runPass() {
        for (int i = 0; i < STEPS_PER_PASS; i++) {
            rules.transactions.executeWithoutResult(status -> auditor.step());
        }
    }

    private List<IncarnationMismatch> mismatchesOfThisTest() {
        return found.stream()
                .filter(mismatch -> mismatch.applicationId().equals(application))
                .toList();
    }
}
