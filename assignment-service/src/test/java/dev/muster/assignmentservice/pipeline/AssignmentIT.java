package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assign;
import static dev.muster.assignmentservice.pipeline.Commands.change;
import static dev.muster.assignmentservice.pipeline.Commands.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.EnableRebranding;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.OwnershipChange;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.UnassignOrganization;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssignmentIT {

    private final Pipeline pipeline = Pipeline.shared();

    @Test
    void assignmentAppearsInViewOutcomeAndEvent() {
        String organization = pipeline.owner(true);
        String application = pipeline.application();
        AssignmentCommand command = assign(application, organization);

        CommandOutcome outcome = pipeline.decide(command);

        assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.APPLIED);
        assertThat(outcome.getReason()).isNull();
        assertThat(outcome.getRevision()).isEqualTo(1);
        assertThat(outcome.getBefore().getOrganizationId()).isNull();
        assertThat(outcome.getAfter().getOrganizationId()).isEqualTo(organization);
        assertThat(Objects.requireNonNull(outcome.getPosition()).getTopic()).isEqualTo("assignment.commands");
        assertThat(pipeline.row(application))
                .containsEntry("status", "assigned")
                .containsEntry("organization_id", organization)
                .containsEntry("organization_type", "OWNER")
                .containsEntry("rebranding_enabled", true)
                .containsEntry("rebranding_org_id", organization)
                .containsEntry("ownership_revision", 1L)
                .containsEntry("assigned_by", Commands.ISSUER);
        List<OwnershipEvent> events = pipeline.ownershipEvents(application);
        assertThat(events).hasSize(1);
        OwnershipEvent event = events.get(0);
        assertThat(event.getRevision()).isEqualTo(1);
        assertThat(event.getChange()).isEqualTo(OwnershipChange.ASSIGNED);
        assertThat(event.getChanged())
                .containsExactly(
                        "organization_id",
                        "rebranding_enabled",
                        "rebranding_org_id",
                        "assigned_by",
                        "assigned_at",
                        "source",
                        "pinned");
        assertThat(event.getCause().getCommandId()).isEqualTo(command.getCommandId());
        assertThat(event.getCause().getActor()).isEqualTo(Commands.ISSUER);
    }

    @Test
    void unexpectedRevisionIsAConflict() {
        String organization = pipeline.owner(false);
        String application = pipeline.application();
        pipeline.decide(assign(application, organization));

        CommandOutcome outcome = pipeline.decide(command(application, new UnassignOrganization())
                .setExpectedRevision(7L)
                .build());

        assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.CONFLICT);
        assertThat(outcome.getReason()).isEqualTo("revision_conflict");
        assertThat(outcome.getMessage()).contains("7").contains("1");
        assertThat(outcome.getRevision()).isEqualTo(1);
        assertThat(pipeline.row(application)).containsEntry("organization_id", organization);
    }

    @Test
    void sameOwnerIsUnchangedWithoutEvent() {
        String organization = pipeline.owner(false);
        String application = pipeline.application();
        pipeline.decide(assign(application, organization));

        CommandOutcome outcome = pipeline.decide(assign(application, organization));

        assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.UNCHANGED);
        assertThat(outcome.getRevision()).isEqualTo(1);
        assertThat(outcome.getAfter()).isEqualTo(outcome.getBefore());
        pipeline.decide(command(application, new UnassignOrganization()).build());
        assertThat(pipeline.ownershipEvents(application))
                .extracting(OwnershipEvent::getChange)
                .containsExactly(OwnershipChange.ASSIGNED, OwnershipChange.UNASSIGNED);
    }

    @Test
    void invalidOwnerIsRejectedWithReason() {
        String application = pipeline.application();
        String inactive = pipeline.owner(false);
        pipeline.send(Commands.directory(change(inactive).setActive(false).build()), inactive);
        await().until(() -> pipeline.organizationEvents(inactive).size() == 2);

        assertThat(reason(assign(application, Pipeline.unique("nobody")))).isEqualTo("organization_not_found");
        assertThat(reason(assign(application, inactive))).isEqualTo("organization_inactive");
        assertThat(reason(assign(application, ""))).isEqualTo("organization_required");
        assertThat(reason(command(application, new EnableRebranding()).build())).isEqualTo("organization_required");
        assertThat(pipeline.row(application))
                .containsEntry("status", "unassigned")
                .containsEntry("ownership_revision", 0L);
    }

    @Test
    void missingApplicationIsRejectedWithReason() {
        String organization = pipeline.owner(false);
        String unknown = Pipeline.unique("system") + "_mail1";
        String removed = pipeline.application();
        pipeline.inventory().remove(removed);

        CommandOutcome outcome = pipeline.decide(assign(unknown, organization));

        assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.REJECTED);
        assertThat(outcome.getReason()).isEqualTo("application_not_found");
        assertThat(outcome.getBefore()).isNull();
        assertThat(outcome.getRevision()).isZero();
        assertThat(reason(assign(removed, organization))).isEqualTo("application_removed");
    }

    @Test
    void longestIdsAreAccepted() {
        String application = "s".repeat(100) + "_" + "\uD83D\uDE80".repeat(100);
        pipeline.inventory().appear(application);
        String organization = Pipeline.unique("o") + "\uD83D\uDE80".repeat(90);
        pipeline.send(
                Commands.directory(RegisterOrganization.newBuilder()
                        .setOrganizationId(organization)
                        .setLabel(Pipeline.unique("label"))
                        .setName("\uD83D\uDE80".repeat(128))
                        .setType(OrganizationType.OWNER)
                        .build()),
                organization);
        await().until(() -> !pipeline.organizationEvents(organization).isEmpty());

        assertThat(pipeline.decide(assign(application, organization)).getStatus())
                .isEqualTo(OutcomeStatus.APPLIED);
    }

    @Test
    void historyHasEveryChangeAndIsAppendOnly() {
        String organization = pipeline.owner(false);
        String application = pipeline.application();
        AssignmentCommand first = assign(application, organization);
        pipeline.decide(first);
        pipeline.decide(command(application, new UnassignOrganization()).build());

        List<Map<String, Object>> history = pipeline.database()
                .queryForList(
                        "select revision, change, actor, command_id, before->>'organization_id' as owner_before,"
                                + " after->>'organization_id' as owner_after from assignment.ownership_changes"
                                + " where application_id = ? order by revision",
                        application);

        assertThat(history).hasSize(2);
        assertThat(history.get(0))
                .containsEntry("revision", 1L)
                .containsEntry("change", "ASSIGNED")
                .containsEntry("actor", Commands.ISSUER)
                .containsEntry("command_id", first.getCommandId())
                .containsEntry("owner_after", organization);
        assertThat(history.get(1)).containsEntry("change", "UNASSIGNED").containsEntry("owner_before", organization);
        for (String rewriting : List.of(
                "update assignment.ownership_history set actor = 'x'",
                "delete from assignment.ownership_history",
                "truncate assignment.ownership_history")) {
            assertThatThrownBy(() -> pipeline.database().execute(rewriting)).hasMessageContaining("appended");
        }
    }

    private @Nullable String reason(AssignmentCommand command) {
        CommandOutcome outcome = pipeline.decide(command);
        assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.REJECTED);
        return outcome.getReason();
    }
}
