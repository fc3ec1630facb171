package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assign;
import static dev.muster.assignmentservice.pipeline.Commands.change;
import static dev.muster.assignmentservice.pipeline.Commands.command;
import static dev.muster.assignmentservice.pipeline.Commands.directory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import dev.muster.schemas.Topics;
import dev.muster.testing.Groups;
import dev.muster.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record has the same outcome whenever it is read. */
class ReplayIT {

    private static final Duration AHEAD = Duration.ofSeconds(612);

    private final Infrastructure infrastructure = Infrastructure.startOwn();

    @AfterEach
    void stop() {
        OffsetClock.setAhead(Duration.ZERO);
        infrastructure.close();
    }

    @Test
    void commandFromTheFutureStaysRejectedOnReplay() {
        Pipeline pipeline = start();
        String first = pipeline.owner(false);
        String second = pipeline.owner(false);
        String application = pipeline.application();
        AssignmentCommand early = command(application, new AssignOrganization(first))
                .setIssuedAt(ahead())
                .build();
        pipeline.send(early);
        assertThat(pipeline.deadLetterReason(Topics.ASSIGNMENT_COMMANDS, application))
                .isEqualTo("issued_at_invalid");
        assertThat(pipeline.decide(assign(application, second)).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
        DirectoryCommand tooEarly = new DirectoryCommand(
                UUID.randomUUID(),
                ahead(),
                Commands.ISSUER,
                change(first).setName("Too early").build());
        pipeline.send(tooEarly, first);
        assertThat(pipeline.deadLetterReason(Topics.DIRECTORY_COMMANDS, first)).isEqualTo("issued_at_invalid");
        pipeline.change(first, change -> change.setName("Newer"));
        pipeline.context().close();

        Groups.resetToBeginning(infrastructure, "muster-assignment-commands");
        Groups.resetToBeginning(infrastructure, "muster-directory-commands");
        OffsetClock.setAhead(AHEAD);
        Pipeline again = start();

        await().until(() ->
                again.deadLetters(Topics.ASSIGNMENT_COMMANDS, application).size() == 2
                        && again.deadLetters(Topics.DIRECTORY_COMMANDS, first).size() == 2);
        again.send(directory(change(first).setActive(false).build()), first);
        await().until(() -> again.organizationEvents(first).size() == 3);
        assertThat(again.outcomes(early)).isEmpty();
        assertThat(again.row(application)).containsEntry("organization_id", second);
        assertThat(again.ownershipEvents(application)).hasSize(1);
        assertThat(again.organizationEvents(first).get(2).getAfter().getName()).isEqualTo("Newer");
        again.context().close();
    }

    @Test
    void issuedAtIsAcceptedUpToTenMinutesAhead() {
        Pipeline pipeline = start();
        Groups.configure(infrastructure, Topics.ASSIGNMENT_COMMANDS, "message.timestamp.type", "CreateTime");
        String owner = pipeline.owner(false);
        String believed = pipeline.application();
        String refused = pipeline.application();
        AssignmentCommand command = command(believed, new AssignOrganization(owner))
                .setIssuedAt(ahead())
                .build();

        pipeline.sendAt(Instant.now().plus(Duration.ofMinutes(20)), assign(refused, owner));
        pipeline.sendAt(Instant.now().plus(Duration.ofMinutes(5)), command);

        assertThat(pipeline.outcome(command).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
        assertThat(pipeline.deadLetterReason(Topics.ASSIGNMENT_COMMANDS, refused))
                .isEqualTo("timestamp_invalid");
        pipeline.context().close();
    }

    @Test
    void childExpiresBeforeLateParentWithAndWithoutSweep() {
        Pipeline pipeline =
                new Pipeline(infrastructure, "MUSTER_PARKING_EXPIRES_AFTER=1s", "MUSTER_WAITING_SWEEP_INTERVAL=10m");
        String parent = Pipeline.unique("organization");
        String child = Pipeline.unique("organization");
        pipeline.send(directory(Commands.organization(child, OrganizationType.DISTRIBUTOR, parent, false)), child);
        await().until(() -> pipeline.number(
                        "select count(*) from assignment.parked_command where organization_id = ? and expires_at < now()",
                        child)
                == 1);

        pipeline.register(parent, OrganizationType.OWNER, null, false);

        assertThat(pipeline.deadLetterReason(Topics.DIRECTORY_COMMANDS, child)).isEqualTo("parent_not_found");
        assertThat(pipeline.organizationEvents(child)).isEmpty();
        pipeline.context().close();
    }

    @Test
    void childAndParentAreRegisteredHoweverLateTheyAreRead() {
        Pipeline pipeline = start();
        String parent = Pipeline.unique("organization");
        String child = Pipeline.unique("organization");
        pipeline.context().close();
        pipeline.send(directory(Commands.organization(child, OrganizationType.DISTRIBUTOR, parent, false)), child);
        pipeline.send(directory(Commands.organization(parent, OrganizationType.OWNER, null, false)), parent);
        OffsetClock.setAhead(Duration.ofHours(1));

        Pipeline late = new Pipeline(
                infrastructure,
                List.of(OffsetClock.class),
                "MUSTER_LISTENERS_MAX_POLL_RECORDS=1",
                "MUSTER_WAITING_SWEEP_INTERVAL=100ms");

        await().until(() -> late.organizationEvents(child).size() == 1);
        assertThat(late.deadLetters(Topics.DIRECTORY_COMMANDS, child)).isEmpty();
        late.context().close();
    }

    private Pipeline start() {
        return new Pipeline(infrastructure, List.of(OffsetClock.class));
    }

    private static Instant ahead() {
        return Instant.now().plus(AHEAD).truncatedTo(ChronoUnit.MICROS);
    }
}
