package dev.muster.assignmentservice.security.kafka;

import dev.muster.assignmentservice.security.BearerToken;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.InvalidTokenException;
import dev.muster.assignmentservice.security.TokenVerifier;
import dev.muster.assignmentservice.security.UncheckableTokenException;
import dev.muster.messaging.consumer.CredentialsHeader;
import dev.muster.messaging.consumer.InvalidRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;

/**
 * Authenticates the sender of a command record by the token in its header {@value CredentialsHeader#NAME}, as over HTTP
 * {@code Bearer …}. When tokens are not required, the topic's access control decides and {@code issued_by} is trusted.
 *
 * <p>If the broker sets the record's timestamp, the token has to be valid at that time, since a command may wait in the
 * topic until its token has expired. A timestamp set by the producer is not trusted: the token has to be valid now.
 */
public final class RecordAuthenticator {

    private final TokenVerifier tokens;
    private final boolean required;

    public RecordAuthenticator(TokenVerifier tokens, boolean required) {
        this.tokens = tokens;
        this.required = required;
    }

    /**
     * The caller; null when tokens are not required.
     *
     * @throws InvalidRecordException when the token is missing or invalid, or there are several
     * @throws KafkaException when the token cannot be verified now: the poll has to be repeated
     */
    @Nullable
    public Caller authenticate(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        if (!required) {
            return null;
        }
        try {
            return record.timestampType() == TimestampType.LOG_APPEND_TIME
                    ? tokens.verify(token(record), Instant.ofEpochMilli(record.timestamp()))
                    : tokens.verify(token(record));
        } catch (InvalidTokenException e) {
            throw invalid("the token is not good: " + e.getMessage());
        } catch (UncheckableTokenException e) {
            throw new KafkaException("a token cannot be checked now", e);
        }
    }

    private static String token(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        String given = null;
        for (Header header : record.headers()) {
            if (CredentialsHeader.matches(header.key())) {
                if (given != null || header.value() == null) {
                    throw invalid(
                            "the record has more than one header " + CredentialsHeader.NAME + ", or an empty one");
                }
                given = new String(header.value(), StandardCharsets.UTF_8);
            }
        }
        if (given == null) {
            throw new InvalidRecordException(
                    "credentials_missing",
                    "the record has no header " + CredentialsHeader.NAME + ", and tokens are required");
        }
        String token = BearerToken.parse(given);
        if (token == null) {
            throw invalid("the header " + CredentialsHeader.NAME + " is not: Bearer, a space, a token");
        }
        return token;
    }

    private static InvalidRecordException invalid(String message) {
        return new InvalidRecordException("credentials_invalid", message);
    }
}
