package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Expiry depends on when the application appeared, not on when its event is read. */
class ExpiryIT {

    private static final int EXPIRES_AT_SECOND = 10;

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private final Names names = new Names("e" + UUID.randomUUID().toString().substring(0, 8), rules.clock.instant());
    private final String application = names.application(0);

    @BeforeEach
    void registerOrganizations() {
        Run.registerOrganizations(rules, names);
    }

    @Test
    void commandExpiresWithoutSweepWhenApplicationAppearsLate() {
        assertThat(assignWhenPresent()).isEqualTo(Outcome.Status.WAITING.name());
        rules.clock.advance(Duration.ofSeconds(20));
        rules.inventory.appear(application);

        handleEvent();

        assertThat(outcome()).isEqualTo(Outcome.Status.EXPIRED.name());
        assertThat(owner()).isNull();
    }

    @Test
    void commandIsAppliedWhenApplicationAppearedInTimeButIsReadLate() {
        assignWhenPresent();
        rules.clock.advance(Duration.ofSeconds(5));
        rules.inventory.appear(application);
        rules.clock.advance(Duration.ofSeconds(100));

        handleEvent();

        assertThat(outcome()).isEqualTo(Outcome.Status.APPLIED.name());
        assertThat(owner()).isEqualTo(names.organization(0));
    }

    @Test
    void sweepAppliesCommandWhoseApplicationAppearedInTime() {
        assignWhenPresent();
        rules.clock.advance(Duration.ofSeconds(5));
        rules.inventory.appear(application);
        rules.clock.advance(Duration.ofSeconds(100));

        rules.runUntilDone(rules.sweeper::expire);

        assertThat(outcome()).isEqualTo(Outcome.Status.APPLIED.name());
    }

    @Test
    void nothingExpiresWhenTimeOfAppearanceIsUnknown() {
        assignWhenPresent();
        rules.clock.advance(Duration.ofSeconds(20));
        rules.inventory.appear(application, null);

        handleEvent();

        assertThat(outcome()).isEqualTo(Outcome.Status.APPLIED.name());
    }

    @Test
    void commandReadAfterLateAppearanceExpires() {
        rules.clock.advance(Duration.ofSeconds(20));
        rules.inventory.appear(application);

        assertThat(assignWhenPresent()).isEqualTo(Outcome.Status.EXPIRED.name());
    }

    @Test
    void noCommandExpiresWhileServiceLagsBehindInventory() {
        assignWhenPresent();
        rules.clock.advance(Duration.ofSeconds(20));
        rules.handledUntil = names.start().plusSeconds(EXPIRES_AT_SECOND - 1);
        rules.runUntilDone(rules.sweeper::expire);
        handleEvent();
        assertThat(outcome()).isEqualTo(Outcome.Status.WAITING.name());

        rules.handledUntil = names.start().plusSeconds(EXPIRES_AT_SECOND);
        rules.runUntilDone(rules.sweeper::expire);

        assertThat(outcome()).isEqualTo(Outcome.Status.EXPIRED.name());
    }

    private void handleEvent() {
        rules.transactions.executeWithoutResult(
                status -> rules.commandHandler.handleChanges(List.of(ApplicationChanged.changed(application))));
    }

    private @Nullable String assignWhenPresent() {
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.decide(List.of(names.command(
                new Step.Command(1, 0, OwnershipAction.Kind.ASSIGN_ORGANIZATION, 0, null, true, EXPIRES_AT_SECOND)))));
        return outcome();
    }

    private @Nullable String outcome() {
        return rules.jdbc.queryForObject(
                "select status from command_outcome where command_id = ?", String.class, names.commandId(1));
    }

    private @Nullable String owner() {
        return rules.jdbc.queryForObject(
                "select organization_id from applications where application_id = ?", String.class, application);
    }
}
