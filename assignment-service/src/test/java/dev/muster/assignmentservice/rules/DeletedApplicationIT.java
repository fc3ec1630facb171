package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applications that inventory deleted and that are reported again, from incarnation 1, before the tombstone is handled. */
class DeletedApplicationIT {

    private static final String OWNER = "select organization_id from applications where application_id = ?";

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private final Names names = new Names("f" + UUID.randomUUID().toString().substring(0, 8), rules.clock.instant());
    private final String application = names.application(0);

    @BeforeEach
    void registerOrganizations() {
        Run.registerOrganizations(rules, names);
    }

    @Test
    void tombstoneRemovesOwnerOfPreviousIncarnation() {
        rules.inventory.appear(application);
        assign(0);
        Instant deletedAt = deleteAndReport();

        handleEvent(deletedAt);

        assertThat(owner()).isNull();
        assertThat(changes()).containsExactly(OwnershipChange.Kind.ASSIGNED, OwnershipChange.Kind.RETURNED_UNASSIGNED);
    }

    @Test
    void repeatedTombstoneKeepsOwnerOfNewIncarnation() {
        rules.inventory.appear(application);
        assign(0);
        Instant deletedAt = deleteAndReport();
        handleEvent(deletedAt);
        assign(1);

        handleEvent(deletedAt);

        assertThat(owner()).isEqualTo(names.organization(1));
        assertThat(changes()).hasSize(3);
    }

    @Test
    void ownerAssignedBeforeTombstoneIsReadStaysUntilNextReturn() {
        rules.inventory.appear(application);
        rules.inventory.remove(application);
        rules.inventory.appear(application);
        assign(0);
        Instant deletedAt = deleteAndReport();
        assign(1);

        handleEvent(deletedAt);

        assertThat(owner()).isEqualTo(names.organization(1));
        assertThat(changes())
                .containsExactly(
                        OwnershipChange.Kind.ASSIGNED,
                        OwnershipChange.Kind.RETURNED_UNASSIGNED,
                        OwnershipChange.Kind.ASSIGNED);
        rules.inventory.remove(application);
        rules.inventory.appear(application);
        handleEvent(null);
        assertThat(owner()).isNull();
    }

    private Instant deleteAndReport() {
        rules.inventory.remove(application);
        rules.clock.advance(Duration.ofDays(90));
        rules.inventory.deleteRemoved(application);
        rules.inventory.appear(application);
        Instant deletedAt = rules.clock.instant();
        rules.clock.advance(Duration.ofSeconds(1));
        return deletedAt;
    }

    private void handleEvent(@Nullable Instant deletedAt) {
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.handleChanges(List.of(
                deletedAt == null
                        ? ApplicationChanged.returned(application)
                        : ApplicationChanged.deleted(application, deletedAt))));
    }

    private void assign(int organization) {
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.decide(List.of(new OwnershipCommand(
                UUID.randomUUID(),
                names.start(),
                names.start(),
                Names.ISSUER,
                application,
                null,
                false,
                null,
                new OwnershipAction(OwnershipAction.Kind.ASSIGN_ORGANIZATION, names.organization(organization)),
                null))));
    }

    private @Nullable String owner() {
        return rules.jdbc.queryForObject(OWNER, String.class, application);
    }

    private List<OwnershipChange.Kind> changes() {
        return rules.published.changes.stream()
                .filter(change -> change.applicationId().equals(application))
                .map(OwnershipChange::kind)
                .toList();
    }
}
