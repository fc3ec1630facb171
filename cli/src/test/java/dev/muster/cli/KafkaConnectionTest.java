package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {

    private final KafkaConnection connection = KafkaConnection.to("broker:9092", Duration.ofSeconds(1));

    @Test
    void rejectedLoginNamesTheOptionToCheck() {
        for (Throwable error : Set.of(
                new SaslAuthenticationException("Authentication failed"),
                new SslAuthenticationException("SSL handshake failed"))) {
            CliException failure = connection.failure(new ExecutionException(error));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(failure).hasMessageContainingAll("broker:9092", error.getMessage(), "--kafka-properties");
        }
    }

    @Test
    void missingAclIsNamed() {
        CliException failure = connection.failure(
                new ExecutionException(new TopicAuthorizationException(Set.of("inventory.reports"))));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(failure).hasMessageContainingAll("broker:9092", "inventory.reports", "grant the ACL");
    }

    @Test
    void timeoutMeansUnreachableBroker() {
        CliException failure = connection.failure(
                new ExecutionException(new TimeoutException("Timed out waiting for a node assignment")));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("no Kafka broker is reachable at broker:9092");
    }
}
