package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assignWhenPresent;
import static dev.muster.assignmentservice.pipeline.Commands.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.DisableRebranding;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.OwnershipChange;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.WhenUnknown;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WaitingCommandIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final String application = Pipeline.unique("system") + "_mail1";

    @Test
    void waitingCommandsAreAppliedInOrderWhenApplicationAppears() {
        String organization = pipeline.owner(true);
        AssignmentCommand assigns = assignWhenPresent(application, organization);
        AssignmentCommand disables = command(application, new DisableRebranding())
                .setWhenUnknown(WhenUnknown.WAIT)
                .build();
        CommandOutcome waits = pipeline.decide(assigns);
        pipeline.decide(disables);
        assertThat(waits.getStatus()).isEqualTo(OutcomeStatus.WAITING);
        assertThat(waits.getReason()).isEqualTo("waiting_for_application");

        pipeline.inventory().appear(application);
        pipeline.sendInventoryEvent(application);

        await().until(() -> pipeline.ownershipEvents(application).size() == 2);
        assertThat(pipeline.ownershipEvents(application))
                .extracting(OwnershipEvent::getChange)
                .containsExactly(OwnershipChange.ASSIGNED, OwnershipChange.REBRANDING_CHANGED);
        assertThat(pipeline.outcome(assigns).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
        assertThat(pipeline.outcome(assigns).getPosition()).isEqualTo(waits.getPosition());
        assertThat(pipeline.outcome(disables).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
        assertThat(pipeline.row(application)).containsEntry("organization_id", organization);
    }

    @Test
    void waitingCommandIsAppliedWithoutEventOfApplication() {
        AssignmentCommand command = assignWhenPresent(application, pipeline.owner(false));
        pipeline.decide(command);

        pipeline.inventory().appear(application);

        await().until(() -> pipeline.outcome(command).getStatus() == OutcomeStatus.APPLIED);
    }

    @Test
    void repeatOfCommandBeingDecidedPublishesNoOutcome() throws SQLException {
        AssignmentCommand waiting = assignWhenPresent(application, pipeline.owner(false));
        AssignmentCommand next = assignWhenPresent(application, pipeline.owner(false));
        pipeline.decide(waiting);

        try (Connection decides = Objects.requireNonNull(pipeline.database().getDataSource())
                        .getConnection();
                PreparedStatement locks = decides.prepareStatement(
                        "select from assignment.command_outcome where command_id = ? for update")) {
            decides.setAutoCommit(false);
            locks.setObject(1, waiting.getCommandId());
            locks.execute();
            pipeline.send(waiting);
            pipeline.decide(next);
            assertThat(pipeline.outcomes(waiting)).hasSize(1);
            decides.rollback();
        }

        pipeline.send(waiting);
        await().until(() -> pipeline.outcomes(waiting).size() == 2);
    }

    @Test
    void commandAfterWaitingOnesIsDecidedAfterThem() {
        String first = pipeline.owner(false);
        String second = pipeline.owner(false);
        AssignmentCommand waiting = assignWhenPresent(application, first);
        pipeline.decide(waiting);
        pipeline.inventory().appear(application);

        CommandOutcome outcome = pipeline.decide(Commands.assign(application, second));

        assertThat(outcome.getBefore().getOrganizationId()).isEqualTo(first);
        assertThat(outcome.getRevision()).isEqualTo(2);
        assertThat(pipeline.row(application)).containsEntry("organization_id", second);
    }

    @Test
    void waitingCommandExpires() {
        AssignmentCommand command = command(application, new AssignOrganization(pipeline.owner(false)))
                .setWhenUnknown(WhenUnknown.WAIT)
                .setExpiresAt(Instant.now().plusMillis(1_500))
                .build();
        assertThat(pipeline.decide(command).getStatus()).isEqualTo(OutcomeStatus.WAITING);

        await().until(() -> pipeline.outcome(command).getStatus() == OutcomeStatus.EXPIRED);

        assertThat(pipeline.outcome(command).getReason()).isEqualTo("expired");
        pipeline.inventory().appear(application);
        pipeline.sendInventoryEvent(application);
        pipeline.send(command);
        await().until(() -> pipeline.outcomes(command).size() == 3);
        assertThat(pipeline.outcome(command).getStatus()).isEqualTo(OutcomeStatus.EXPIRED);
        assertThat(pipeline.row(application)).containsEntry("status", "unassigned");
    }

    @Test
    void expiredCommandDoesNotWait() {
        AssignmentCommand command = command(application, new AssignOrganization(pipeline.owner(false)))
                .setWhenUnknown(WhenUnknown.WAIT)
                .setExpiresAt(Instant.parse("0001-01-01T00:00:00Z"))
                .build();

        assertThat(pipeline.decide(command).getStatus()).isEqualTo(OutcomeStatus.EXPIRED);
    }

    @Test
    void expiryInTheFarFutureIsAccepted() {
        AssignmentCommand command = command(application, new AssignOrganization(pipeline.owner(false)))
                .setWhenUnknown(WhenUnknown.WAIT)
                .setExpiresAt(Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000))
                .build();
        assertThat(pipeline.decide(command).getStatus()).isEqualTo(OutcomeStatus.WAITING);

        pipeline.inventory().appear(application);
        pipeline.sendInventoryEvent(application);

        await().until(() -> pipeline.outcome(command).getStatus() == OutcomeStatus.APPLIED);
    }

    @Test
    void commandWaitsForRemovedApplicationUntilItReturns() {
        String removed = pipeline.application();
        pipeline.inventory().remove(removed);
        AssignmentCommand command = assignWhenPresent(removed, pipeline.owner(false));
        assertThat(pipeline.decide(command).getStatus()).isEqualTo(OutcomeStatus.WAITING);

        pipeline.inventory().appear(removed);
        pipeline.sendInventoryEvent(removed);

        await().until(() -> pipeline.outcome(command).getStatus() == OutcomeStatus.APPLIED);
    }

    @Test
    void commandsBeyondWaitingLimitAreRejected() {
        String organization = pipeline.owner(false);
        for (int i = 0; i < 3; i++) {
            assertThat(pipeline.decide(assignWhenPresent(application, organization))
                            .getStatus())
                    .isEqualTo(OutcomeStatus.WAITING);
        }

        CommandOutcome outcome = pipeline.decide(assignWhenPresent(application, organization));

        assertThat(List.of(outcome.getStatus(), String.valueOf(outcome.getReason())))
                .containsExactly(OutcomeStatus.REJECTED, "too_many_waiting");
    }
}
