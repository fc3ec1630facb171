package dev.muster.assignment.pipeline;

import static dev.muster.assignment.pipeline.Commands.assign;
import static dev.muster.assignment.pipeline.Commands.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.UnassignOrganization;
import dev.muster.testing.Infrastructure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(90);

    @Test
    void whatComesWhileTheDatabaseIsAwayIsDecidedWhenItIsBackAndTheBrokerMayGoToo() {
        try (Infrastructure infrastructure = Infrastructure.startOwn()) {
            Pipeline pipeline = new Pipeline(infrastructure);
            String organization = pipeline.owner(false);
            String application = pipeline.application();
            AssignmentCommand first = assign(application, organization);

            infrastructure.stopDatabase();
            pipeline.send(first);
            assertThat(pipeline.outcomes(first)).isEmpty();
            infrastructure.startDatabase();
            await().atMost(RECOVERS_WITHIN)
                    .until(() -> !pipeline.outcomes(first).isEmpty());
            assertThat(pipeline.outcome(first).getStatus()).isEqualTo(OutcomeStatus.APPLIED);

            infrastructure.stopBroker();
            infrastructure.startBroker();
            AssignmentCommand second =
                    command(application, new UnassignOrganization()).build();
            pipeline.send(second);
            await().atMost(RECOVERS_WITHIN)
                    .until(() -> !pipeline.outcomes(second).isEmpty());

            assertThat(pipeline.outcome(second).getRevision()).isEqualTo(2);
            assertThat(pipeline.ownershipEvents(application)).hasSize(2);
            assertThat(pipeline.deadLetters("assignment.commands", application)).isEmpty();
            pipeline.context().close();
        }
    }
}
