package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assign;
import static dev.muster.assignmentservice.pipeline.Commands.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.DisableRebranding;
import dev.muster.assignment.OwnershipCauseKind;
import dev.muster.assignment.OwnershipChange;
import dev.muster.assignment.OwnershipEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnedApplicationIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final String organization = pipeline.owner(true);
    private final String application = pipeline.application();

    @Test
    void returnedApplicationIsUnassignedWithEvent() {
        pipeline.decide(assign(application, organization));
        pipeline.decide(command(application, new DisableRebranding()).build());
        pipeline.inventory().remove(application);
        pipeline.sendInventoryEvent(application);
        assertThat(pipeline.row(application)).containsEntry("organization_id", organization);

        pipeline.inventory().appear(application);
        assertThat(pipeline.row(application))
                .containsEntry("status", "unassigned")
                .containsEntry("organization_id", null);
        pipeline.sendInventoryEvent(application);

        await().until(() -> pipeline.ownershipEvents(application).size() == 3);
        OwnershipEvent event = pipeline.ownershipEvents(application).get(2);
        assertThat(event.getChange()).isEqualTo(OwnershipChange.RETURNED_UNASSIGNED);
        assertThat(event.getRevision()).isEqualTo(3);
        assertThat(event.getCause().getKind()).isEqualTo(OwnershipCauseKind.APPLICATION_RETURNED);
        assertThat(event.getCause().getActor()).isEqualTo("muster");
        assertThat(event.getBefore().getOrganizationId()).isEqualTo(organization);
        assertThat(event.getAfter().getOrganizationId()).isNull();
        assertThat(pipeline.row(application))
                .containsEntry("status", "unassigned")
                .containsEntry("ownership_revision", 3L);
    }

    @Test
    void commandBeforeReturnEventSeesUnassignedApplication() {
        String second = pipeline.owner(false);
        pipeline.decide(assign(application, organization));
        pipeline.inventory().remove(application);
        pipeline.inventory().appear(application);

        CommandOutcome outcome = pipeline.decide(assign(application, second));
        pipeline.sendInventoryEvent(application);
        CommandOutcome last =
                pipeline.decide(command(application, new DisableRebranding()).build());

        assertThat(outcome.getBefore().getOrganizationId()).isNull();
        assertThat(outcome.getRevision()).isEqualTo(3);
        assertThat(last.getAfter().getOrganizationId()).isEqualTo(second);
        assertThat(pipeline.ownershipEvents(application))
                .extracting(OwnershipEvent::getChange)
                .containsExactly(
                        OwnershipChange.ASSIGNED,
                        OwnershipChange.RETURNED_UNASSIGNED,
                        OwnershipChange.ASSIGNED,
                        OwnershipChange.REBRANDING_CHANGED);
    }

    @Test
    void unassignedApplicationReturnsWithoutEvent() {
        pipeline.decide(assign(application, ""));
        pipeline.inventory().remove(application);
        pipeline.inventory().appear(application);
        pipeline.sendInventoryEvent(application);

        pipeline.decide(assign(application, organization));

        assertThat(pipeline.ownershipEvents(application))
                .extracting(OwnershipEvent::getChange)
                .isEqualTo(List.of(OwnershipChange.ASSIGNED));
    }

    @Test
    void applicationReportedBeforeTombstoneIsReadIsUnassigned() {
        pipeline.decide(assign(application, organization));
        pipeline.inventory().remove(application);
        pipeline.inventory().deleteRemoved(application);
        pipeline.inventory().appear(application);

        pipeline.send("inventory.applications", application.getBytes(java.nio.charset.StandardCharsets.UTF_8), null);
        pipeline.sendInventoryEvent(application);

        await().until(() -> pipeline.ownershipEvents(application).size() == 2);
        assertThat(pipeline.ownershipEvents(application).get(1).getChange())
                .isEqualTo(OwnershipChange.RETURNED_UNASSIGNED);
        assertThat(pipeline.row(application))
                .containsEntry("status", "unassigned")
                .containsEntry("organization_id", null);
    }

    @Test
    void deletedApplicationReturnsUnassigned() {
        pipeline.decide(assign(application, organization));
        pipeline.inventory().remove(application);
        pipeline.inventory().deleteRemoved(application);
        pipeline.send("inventory.applications", application.getBytes(java.nio.charset.StandardCharsets.UTF_8), null);
        await().until(() ->
                pipeline.number("select incarnation from assignment.ownership where application_id = ?", application)
                        == 0);

        pipeline.inventory().appear(application);
        pipeline.sendInventoryEvent(application);

        await().until(() -> pipeline.ownershipEvents(application).size() == 2);
        assertThat(pipeline.ownershipEvents(application).get(1).getChange())
                .isEqualTo(OwnershipChange.RETURNED_UNASSIGNED);
    }
}
