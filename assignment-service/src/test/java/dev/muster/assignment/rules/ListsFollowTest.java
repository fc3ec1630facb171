package dev.muster.assignment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignment.ownership.OwnershipAction;
import dev.muster.assignment.ownership.OwnershipCommand;
import dev.muster.assignment.postgres.PostgresListedApplications;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lists read, when what it follows comes in another order than it happened. */
class ListsFollowTest {

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private final Names names = new Names("l" + UUID.randomUUID().toString().substring(0, 8), rules.clock.instant());
    private final PostgresListedApplications listed = new PostgresListedApplications(rules.jdbc);
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

        assertThat(owner()).isNull();
    }

    private void assign(int organization) {
        rules.transactions.executeWithoutResult(status -> rules.decide.decide(List.of(new OwnershipCommand(
                UUID.randomUUID(),
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
        rules.transactions.executeWithoutResult(status -> listed.follow(List.of(application)));
    }

    private @Nullable Object owner() {
        return rules.jdbc
                .queryForMap("select owner_id from listed_application where application_id = ?", application)
                .get("owner_id");
    }
}
