package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.Ownership.Origin;
import dev.muster.assignmentservice.ownership.Ownership.RebrandingOverride;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.ownership.postgres.PostgresOwnershipStore;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The application list, when events and commands are handled in another order than they happened. */
class ListProjectionIT {

    private static final String OWNER = "select owner_id, present from listed_owner where application_id = ?";

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private final Names names = new Names("l" + UUID.randomUUID().toString().substring(0, 8), rules.clock.instant());
    private final String application = names.application(0);

    @Test
    void ownerAssignedBeforeListHandlesReturnStays() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        assign(0);
        updateList();
        rules.inventory.remove(application);
        rules.inventory.appear(application);

        assign(0);
        updateList();

        assertThat(owner()).isEqualTo(names.organization(0));
    }

    @Test
    void returnRemovesOwnerOfPreviousIncarnationFromList() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        assign(0);
        updateList();
        rules.inventory.remove(application);
        rules.inventory.appear(application);

        updateList();

        assertThat(owner()).isEqualTo("");
    }

    @Test
    void ownerOfPreviousIncarnationIsNotListedAfterReturn() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        rules.inventory.remove(application);
        rules.inventory.appear(application);
        updateList();

        saveOwnershipOfIncarnation(1);

        assertThat(owner()).isEqualTo("");
    }

    @Test
    void ownerIsListedWhenInventoryRestartsIncarnations() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        rules.inventory.remove(application);
        rules.inventory.appear(application);
        assign(0);
        updateList();
        rules.inventory.remove(application);
        rules.inventory.deleteRemoved(application);
        rules.transactions.executeWithoutResult(
                status -> rules.commandHandler.handleChanges(List.of(ApplicationChanged.returned(application))));
        rules.inventory.appear(application);

        assign(1);

        assertThat(owner()).isEqualTo(names.organization(1));
        updateList();
        assertThat(owner()).isEqualTo(names.organization(1));
    }

    @Test
    void listKeepsOwnerOfViewWhenInventoryRestartsIncarnations() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        rules.inventory.remove(application);
        rules.inventory.appear(application);
        assign(0);
        rules.inventory.remove(application);
        updateList();
        rules.inventory.deleteRemoved(application);
        rules.inventory.appear(application);
        updateList();
        rules.inventory.remove(application);
        rules.inventory.appear(application);

        updateList();

        assertThat(owner()).isEqualTo(names.organization(0));
        assertThat(listMismatches()).isEmpty();
    }

    @Test
    void ownerWrittenAfterRemovalDoesNotMakeApplicationPresent() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        assign(1);
        assertThat(isPresent()).isEqualTo(true);
        rules.inventory.remove(application);
        updateList();
        assertThat(isPresent()).isEqualTo(false);

        saveOwnershipOfIncarnation(1);

        assertThat(owner()).isEqualTo(names.organization(0));
        assertThat(isPresent()).isEqualTo(false);
    }

    @Test
    void rebrandingChangeDoesNotListDeletedApplication() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        assign(0);
        rules.inventory.remove(application);
        rules.inventory.deleteRemoved(application);
        updateList();
        assertThat(rules.jdbc.queryForList(OWNER, application)).isEmpty();

        new Run(rules, names).run(List.of(new Step.SetRebranding(0, true), new Step.Propagate()));

        assertThat(rules.jdbc.queryForList(OWNER, application)).isEmpty();
    }

    /** As a command that read inventory before later events were handled. */
    private void saveOwnershipOfIncarnation(int incarnation) {
        Ownership owned = new Ownership(
                names.organization(0),
                RebrandingOverride.INHERITED,
                null,
                null,
                Names.ISSUER,
                names.start(),
                Origin.EXPLICIT);
        rules.transactions.executeWithoutResult(status -> {
            PostgresOwnershipStore store = new PostgresOwnershipStore(rules.jdbc, rules.projection);
            ApplicationOwnership current = Objects.requireNonNull(Objects.requireNonNull(
                            store.lock(new TreeSet<>(List.of(application))).get(application))
                    .ownership());
            long revision = current.revision();
            store.save(
                    List.of(new ApplicationOwnership(application, incarnation, revision + 1, owned, current.stored())),
                    List.of(new OwnershipChange(
                            application,
                            revision + 1,
                            OwnershipChange.Kind.ASSIGNED,
                            Ownership.NONE,
                            owned,
                            new OwnershipChange.Cause(
                                    OwnershipChange.Cause.Kind.COMMAND, UUID.randomUUID(), Names.ISSUER),
                            names.start())));
        });
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

    private void updateList() {
        rules.transactions.executeWithoutResult(status -> rules.projection.update(List.of(application)));
    }

    private @Nullable Object owner() {
        return rules.jdbc.queryForMap(OWNER, application).get("owner_id");
    }

    private @Nullable Object isPresent() {
        return rules.jdbc.queryForMap(OWNER, application).get("present");
    }

    private List<String> listMismatches() {
        return rules.jdbc.queryForList(RulesOnPostgres.LIST_MISMATCHES, String.class, names.run());
    }
}
