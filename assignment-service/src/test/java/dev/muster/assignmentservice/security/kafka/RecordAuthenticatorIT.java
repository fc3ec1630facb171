package dev.muster.assignmentservice.security.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.pipeline.TestIssuer;
import dev.muster.assignmentservice.security.TokenText;
import dev.muster.assignmentservice.security.TokenVerifier;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Covers commands that are read long after they were sent. */
class RecordAuthenticatorIT {

    private final Instant expiry = Instant.now().minusSeconds(3_600);
    private final Instant before = expiry.minusSeconds(600);
    private final Instant after = expiry.plusSeconds(600);

    private final Pipeline pipeline = Pipeline.shared();
    private final RecordAuthenticator callers =
            new RecordAuthenticator(pipeline.context().getBean(TokenVerifier.class), true);

    @Test
    void tokenThatExpiredAfterTheRecordTimestampIsValid() throws InvalidRecordException {
        String token = expired();

        assertThat(callers.authenticate(record(token, TimestampType.LOG_APPEND_TIME, before)))
                .isNotNull();
        assertRejected(record(token, TimestampType.LOG_APPEND_TIME, after));
    }

    @Test
    void signedTokenThatExpiredAfterTheTimestampIsValid() throws InvalidRecordException {
        TestIssuer issuer = TestIssuer.shared();
        String token = issuer.token(issuer.claims("platform:admin")
                .issueTime(Date.from(before.minusSeconds(60)))
                .expirationTime(Date.from(expiry)));

        assertThat(callers.authenticate(record(token, TimestampType.LOG_APPEND_TIME, before)))
                .isNotNull();
        assertRejected(record(token, TimestampType.LOG_APPEND_TIME, after));
        assertRejected(record(token, TimestampType.CREATE_TIME, before));
    }

    @Test
    void producerTimestampIsNotTrusted() {
        assertRejected(record(expired(), TimestampType.CREATE_TIME, before));
    }

    @Test
    void tokenRevokedAfterTheTimestampIsRejected() {
        String token = expired();
        pipeline.database().update("update assignment.api_token set revoked_at = now() where token_hash = ?", (Object)
                TokenText.hash(token));

        assertRejected(record(token, TimestampType.LOG_APPEND_TIME, before));
    }

    @Test
    void commandTopicsUseLogAppendTime() throws InterruptedException, ExecutionException {
        List<ConfigResource> topics = List.of(
                new ConfigResource(ConfigResource.Type.TOPIC, Topics.ASSIGNMENT_COMMANDS),
                new ConfigResource(ConfigResource.Type.TOPIC, Topics.DIRECTORY_COMMANDS));
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Infrastructure.shared().bootstrapServers()))) {
            assertThat(admin.describeConfigs(topics).all().get().values())
                    .hasSize(2)
                    .allSatisfy(config -> assertThat(
                                    config.get("message.timestamp.type").value())
                            .isEqualTo("LogAppendTime"));
        }
    }

    private String expired() {
        String token = TestTokens.shared().platformAdministrator();
        pipeline.database()
                .update(
                        "update assignment.api_token set expires_at = ?::timestamptz where token_hash = ?",
                        expiry.toString(),
                        TokenText.hash(token));
        return token;
    }

    private void assertRejected(ConsumerRecord<byte[], byte[]> record) {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> callers.authenticate(record))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("credentials_invalid"));
    }

    private static ConsumerRecord<byte[], byte[]> record(String token, TimestampType type, Instant time) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("authorization", ("Bearer " + token).getBytes(UTF_8));
        return new ConsumerRecord<>(
                Topics.ASSIGNMENT_COMMANDS,
                0,
                0,
                time.toEpochMilli(),
                type,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                new byte[0],
                new byte[0],
                headers,
                Optional.empty());
    }
}
