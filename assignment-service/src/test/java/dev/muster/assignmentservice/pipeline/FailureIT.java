package dev.muster.assignmentservice.pipeline;

import static dev.muster.assignmentservice.pipeline.Commands.assign;
import static dev.muster.assignmentservice.pipeline.Commands.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.UnassignOrganization;
import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.testing.Infrastructure;
import dev.muster.testing.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class FailureIT {

    private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(90);

    @Test
    void commandsAreDecidedAfterDatabaseAndBrokerOutage() {
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

    @Test
    void timeoutsRetryCommandsAndAskClientsToRetry() throws SQLException {
        try (Infrastructure infrastructure = Infrastructure.startOwn()) {
            Pipeline pipeline = new Pipeline(
                    infrastructure,
                    "JDBC_URL=" + infrastructure.jdbcUrl()
                            + (infrastructure.jdbcUrl().contains("?") ? "&" : "?")
                            + "options=-c%20transaction_timeout=3s");
            String organization = pipeline.owner(false);
            AssignmentCommand command = assign(pipeline.application(), organization);
            Api.Call request = new Api(pipeline)
                    .get("/api/v2.0/organizations/")
                    .authToken(new TestTokens(pipeline).platformAdministrator());

            try (Connection inTheWay = Objects.requireNonNull(
                                    pipeline.database().getDataSource())
                            .getConnection();
                    Statement statement = inTheWay.createStatement()) {
                inTheWay.setAutoCommit(false);
                statement.execute("lock table assignment.organization");
                pipeline.send(command);
                await().until(() -> pipeline.context()
                                .getBean(MeterRegistry.class)
                                .find("muster.batch.duration")
                                .tags("listener", "assignment-commands", "result", "rolled_back")
                                .timer()
                        != null);
                assertThat(request.send().status()).isEqualTo(503);
                inTheWay.rollback();
            }

            await().until(() -> !pipeline.outcomes(command).isEmpty());
            assertThat(pipeline.outcome(command).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
            assertThat(pipeline.deadLetters("assignment.commands", command.getApplicationId()))
                    .isEmpty();
            pipeline.context().close();
        }
    }

    @Test
    void transactionTimeoutIsBelowPollInterval() throws SQLException {
        DataSource sessions = Pipeline.shared().context().getBean(DataSource.class);

        assertThat(Sessions.queryAll(sessions, 5, "show transaction_timeout")).containsOnly("100s");
        assertThat(Sessions.queryAll(sessions, 5, "show idle_in_transaction_session_timeout"))
                .containsOnly("10s");
    }

    @Test
    void stalledInstanceBlocksDirectoryForLessThan15s() throws SQLException {
        Pipeline pipeline = Pipeline.shared();
        AssignmentCommand command = assign(pipeline.application(), pipeline.owner(false));
        double waitsBefore = lockWaits(pipeline);

        try (Connection frozen = pipeline.context().getBean(DataSource.class).getConnection();
                Statement statement = frozen.createStatement()) {
            frozen.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('directory_' || current_schema()))");
            pipeline.send(command);

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> !pipeline.outcomes(command).isEmpty());

            assertThatThrownBy(() -> statement.execute("select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            ended -> assertThat(ended.getSQLState()).isIn("25P03", "08006", "08003"));
        }
        assertThat(pipeline.outcome(command).getStatus()).isEqualTo(OutcomeStatus.APPLIED);
        assertThat(pipeline.deadLetters("assignment.commands", command.getApplicationId()))
                .isEmpty();
        assertThat(lockWaits(pipeline)).isGreaterThan(waitsBefore);
    }

    private static double lockWaits(Pipeline pipeline) {
        return pipeline.context()
                .getBean(MeterRegistry.class)
                .get("muster.lock.waits")
                .counter()
                .count();
    }
}
