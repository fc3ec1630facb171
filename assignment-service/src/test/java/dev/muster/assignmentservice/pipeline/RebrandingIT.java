package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assign;
import static dev.muster.assignmentservice.pipeline.Commands.change;
import static dev.muster.assignmentservice.pipeline.Commands.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.DisableRebranding;
import dev.muster.assignment.EnableRebranding;
import dev.muster.assignment.InheritRebranding;
import dev.muster.assignment.OwnershipCauseKind;
import dev.muster.assignment.OwnershipChange;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.UnassignOrganization;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RebrandingIT {

    private final Pipeline pipeline = Pipeline.shared();

    @Test
    void nearestEnabledAncestorRebrands() {
        String owner = pipeline.owner(true);
        String distributor = pipeline.register(OrganizationType.DISTRIBUTOR, owner, true);
        String reseller = pipeline.register(OrganizationType.RESELLER, distributor, false);
        String customer = pipeline.register(OrganizationType.CUSTOMER, reseller, false);
        String application = pipeline.application();

        pipeline.decide(assign(application, customer));

        assertThat(pipeline.row(application))
                .containsEntry("rebranding_enabled", true)
                .containsEntry("rebranding_org_id", distributor);
    }

    @Test
    void overrideWinsAndSurvivesOwnerChange() {
        String owner = pipeline.owner(true);
        String named = pipeline.owner(false);
        String application = pipeline.application();
        pipeline.decide(assign(application, owner));

        pipeline.decide(command(application, new DisableRebranding()).build());
        assertThat(pipeline.row(application)).containsEntry("rebranding_enabled", false);
        pipeline.decide(command(application, new EnableRebranding(named)).build());
        pipeline.decide(assign(application, pipeline.owner(true)));
        assertThat(pipeline.row(application)).containsEntry("rebranding_org_id", named);
        pipeline.decide(command(application, new UnassignOrganization()).build());
        assertThat(pipeline.row(application)).containsEntry("rebranding_org_id", named);
        pipeline.decide(assign(application, owner));
        pipeline.decide(command(application, new InheritRebranding()).build());
        assertThat(pipeline.row(application)).containsEntry("rebranding_org_id", owner);
    }

    @Test
    void overrideWithoutOrganizationFollowsOwner() {
        String first = pipeline.owner(false);
        String second = pipeline.owner(false);
        String application = pipeline.application();
        pipeline.decide(assign(application, first));

        pipeline.decide(command(application, new EnableRebranding()).build());
        assertThat(pipeline.row(application)).containsEntry("rebranding_org_id", first);
        pipeline.decide(assign(application, second));
        assertThat(pipeline.row(application)).containsEntry("rebranding_org_id", second);
        pipeline.decide(command(application, new UnassignOrganization()).build());
        assertThat(pipeline.row(application)).containsEntry("rebranding_enabled", false);
    }

    @Test
    void moveOfAncestorPropagatesToApplications() {
        String plain = pipeline.owner(false);
        String branded = pipeline.owner(true);
        String distributor = pipeline.register(OrganizationType.DISTRIBUTOR, plain, false);
        String customer = pipeline.register(OrganizationType.CUSTOMER, distributor, false);
        String application = pipeline.application();
        pipeline.decide(assign(application, customer));
        DirectoryCommand moves =
                Commands.directory(change(distributor).setParentId(branded).build());

        pipeline.send(moves, distributor);

        await().until(() -> pipeline.ownershipEvents(application).size() == 2);
        OwnershipEvent event = pipeline.ownershipEvents(application).get(1);
        assertThat(event.getChange()).isEqualTo(OwnershipChange.REBRANDING_CHANGED);
        assertThat(event.getChanged()).containsExactly("rebranding_enabled", "rebranding_org_id");
        assertThat(event.getCause().getKind()).isEqualTo(OwnershipCauseKind.ORGANIZATION_CHANGED);
        assertThat(event.getCause().getCommandId()).isEqualTo(moves.getCommandId());
        assertThat(event.getCause().getActor()).isEqualTo(Commands.ISSUER);
        assertThat(pipeline.row(application)).containsEntry("rebranding_org_id", branded);
    }

    @Test
    void rebrandingPropagatesTo100000ApplicationsInSteps() {
        String organization = pipeline.owner(false);
        String prefix = Pipeline.unique("many") + "_a";
        pipeline.inventory().appear(prefix, 100_000);
        pipeline.database()
                .update(
                        "insert into assignment.ownership (application_id, incarnation, revision, organization_id,"
                                + " assigned_by, assigned_at) select ? || n, 1, 1, ?, 'loader', now()"
                                + " from generate_series(1, 100000) as n",
                        prefix,
                        organization);
        String count = "select count(*) from assignment.ownership where organization_id = ? and rebranding_org_id = ?"
                + " and revision = 2";

        pipeline.send(
                Commands.directory(
                        change(organization).setRebrandingEnabled(true).build()),
                organization);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> pipeline.number(count, organization, organization) == 100_000);
        assertThat(pipeline.number(
                        "select max(n) from (select count(*) as n from assignment.ownership_history"
                                + " where starts_with(application_id, ?) group by xmin::text) as steps",
                        prefix))
                .isLessThanOrEqualTo(1_000);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> pipeline.eventsUnder("assignment.ownerships", prefix) == 100_000);
    }
}
