package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
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
            assertThat(failure).hasMessageContainingAll("broker:9092", "User:ANONYMOUS", "--kafka-properties");
        }
    }

    @Test
    void deniedAccessNamesTopicOperationAndPrincipal() {
        Properties login = new Properties();
        login.setProperty("security.protocol", "SASL_SSL");
        login.setProperty(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"alice\" password=\"x\";");

        CliException failure = new KafkaConnection("broker:9092", login, Duration.ofSeconds(1))
                .failure(new TopicAuthorizationException(Set.of("inventory.reports")), AclOperation.WRITE);

        assertThat(failure.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(failure)
                .hasMessage("the Kafka brokers at broker:9092 deny User:alice the operation Write on topic"
                        + " inventory.reports; grant the ACL, or use another login in --kafka-properties");
        assertThat(connection.failure(GroupAuthorizationException.forGroupId("muster-x"), AclOperation.READ))
                .hasMessageContainingAll("User:ANONYMOUS", "operation Read", "group muster-x");
    }

    @Test
    void otherFailureIsNamedByTheCodeOfItsProtocol() {
        assertThat(connection.failure(new InvalidConfigurationException("secret detail"), AclOperation.READ))
                .hasMessageContaining("failed the request (INVALID_CONFIG)")
                .hasMessageNotContaining("secret detail");
    }

    @Test
    void timeoutMeansUnreachableBroker() {
        CliException failure = connection.failure(
                new ExecutionException(new TimeoutException("Timed out waiting for a node assignment")));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("no Kafka broker is reachable at broker:9092");
    }
}
