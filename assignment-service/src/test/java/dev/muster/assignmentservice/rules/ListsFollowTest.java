package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipCause;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.ownership.RebrandingOverride;
import dev.muster.assignmentservice.ownership.postgres.PostgresOwnershipStore;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lists read, when what it follows comes in another order than it happened. */
class ListsFollowTest {

    private static final String OWNER = "select owner_id, present from listed_owner where application_id = ?";

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private final Names names = new Names("l" + UUID.randomUUID().toString().substring(0, 8), rules.clock.instant());
    private final String application = names.application(0);

    @Test
    void anOwnerWhoIsGivenBeforeTheListHearsOfTheReturnStays() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        assign(0);
        follow();
        rules.inventory.remove(application);
        rules.inventory.appear(application);

        assign(0);
        follow();

        assertThat(owner()).isEqualTo(names.organization(0));
    }

    @Test
    void theOwnerOfAnEarlierLifeIsGoneWhenTheListHearsOfTheReturn() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        assign(0);
        follow();
        rules.inventory.remove(application);
        rules.inventory.appear(application);

        follow();

        assertThat(owner()).isEqualTo("");
    }

    @Test
    void anOwnerOfAnEarlierLifeIsNotListedAfterTheReturn() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        rules.inventory.remove(application);
        rules.inventory.appear(application);
        follow();

        decidedInIncarnation(1);

        assertThat(owner()).isEqualTo("");
    }

    @Test
    void theOwnerOfOneThatInventoryForgotAndCountsAnewIsListedAtOnce() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        rules.inventory.remove(application);
        rules.inventory.appear(application);
        assign(0);
        follow();
        rules.inventory.remove(application);
        rules.inventory.forgetRemoved(application);
        rules.transactions.executeWithoutResult(
                status -> rules.decide.follow(List.of(ApplicationChanged.returned(application))));
        rules.inventory.appear(application);

        assign(1);

        assertThat(owner()).isEqualTo(names.organization(1));
        follow();
        assertThat(owner()).isEqualTo(names.organization(1));
    }

    @Test
    void theListKeepsTheOwnerThatTheViewHasWhenInventoryCountsAnew() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        rules.inventory.remove(application);
        rules.inventory.appear(application);
        assign(0);
        rules.inventory.remove(application);
        follow();
        rules.inventory.forgetRemoved(application);
        rules.inventory.appear(application);
        follow();
        rules.inventory.remove(application);
        rules.inventory.appear(application);

        follow();

        assertThat(owner()).isEqualTo(names.organization(0));
        assertThat(ownersOtherThanTheView()).isEmpty();
    }

    @Test
    void anOwnerThatIsWrittenAfterTheRemovalDoesNotMakeTheApplicationPresent() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        assign(1);
        assertThat(isPresent()).isEqualTo(true);
        rules.inventory.remove(application);
        follow();
        assertThat(isPresent()).isEqualTo(false);

        decidedInIncarnation(1);

        assertThat(owner()).isEqualTo(names.organization(0));
        assertThat(isPresent()).isEqualTo(false);
    }

    @Test
    void oneThatInventoryForgotIsNotListedAgainByAChangeOfItsRebranding() {
        Run.registerOrganizations(rules, names);
        rules.inventory.appear(application);
        assign(0);
        rules.inventory.remove(application);
        rules.inventory.forgetRemoved(application);
        follow();
        assertThat(rules.jdbc.queryForList(OWNER, application)).isEmpty();

        new Run(rules, names).run(List.of(new Step.Rebrands(0, true), new Step.Follow()));

        assertThat(rules.jdbc.queryForList(OWNER, application)).isEmpty();
    }

    /** As by a command that read inventory before the list heard of what happened since. */
    private void decidedInIncarnation(int incarnation) {
        Ownership owned = new Ownership(
                names.organization(0), RebrandingOverride.INHERITED, null, null, Names.ISSUER, names.start());
        rules.transactions.executeWithoutResult(status -> {
            PostgresOwnershipStore store = new PostgresOwnershipStore(rules.jdbc);
            ApplicationOwnership kept = Objects.requireNonNull(Objects.requireNonNull(
                            store.lock(new TreeSet<>(List.of(application))).get(application))
                    .kept());
            long revision = kept.revision();
            store.save(
                    List.of(new ApplicationOwnership(application, incarnation, revision + 1, owned, kept.stored())),
                    List.of(new OwnershipChange(
                            application,
                            revision + 1,
                            OwnershipChange.Kind.ASSIGNED,
                            Ownership.NONE,
                            owned,
                            new OwnershipCause(OwnershipCause.Kind.COMMAND, UUID.randomUUID(), Names.ISSUER),
                            names.start())));
        });
    }

    private void assign(int organization) {
        rules.transactions.executeWithoutResult(status -> rules.decide.decide(List.of(new OwnershipCommand(
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

    private void follow() {
        rules.transactions.executeWithoutResult(status -> rules.listed.follow(List.of(application)));
    }

    private @Nullable Object owner() {
        return rules.jdbc.queryForMap(OWNER, application).get("owner_id");
    }

    private @Nullable Object isPresent() {
        return rules.jdbc.queryForMap(OWNER, application).get("present");
    }

    private List<String> ownersOtherThanTheView() {
        return rules.jdbc.queryForList(RulesOnPostgres.LISTED_OTHERWISE, String.class, names.run());
    }
}
