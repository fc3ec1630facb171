package dev.muster.assignmentservice.security.kafka;

import dev.muster.assignmentservice.kafka.InvalidRecordException;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.InvalidTokenException;
import dev.muster.assignmentservice.security.TokenVerifier;
import dev.muster.assignmentservice.security.UncheckableTokenException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;

/**
 * Who sent a record with a command: its header {@value #HEADER} has a token as over HTTP, {@code Bearer …}. Asked of no
 * record when tokens are not required: then the topic's access control decides, and {@code issued_by} is believed.
 *
 * <p>Where the broker says when a record came, its token has to have been good then: commands may wait in the topic for
 * longer than that. What a producer says about it is not believed; there the token has to be good now.
 */
public final class RecordAuthenticator {

    static final String HEADER = "authorization";

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");

    private final TokenVerifier tokens;
    private final boolean required;

    public RecordAuthenticator(TokenVerifier tokens, boolean required) {
        this.tokens = tokens;
        this.required = required;
    }

    /**
     * The caller; null when tokens are not required.
     *
     * @throws InvalidRecordException when it has no token, several, or one that is not good
     * @throws KafkaException when the token cannot be checked now: the poll is to be repeated
     */
    @Nullable
    public Caller of(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
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
            if (isCredentials(header.key())) {
                if (given != null || header.value() == null) {
                    throw invalid("the record has more than one header " + HEADER + ", or an empty one");
                }
                given = new String(header.value(), StandardCharsets.UTF_8);
            }
        }
        if (given == null) {
            throw new InvalidRecordException(
                    "credentials_missing", "the record has no header " + HEADER + ", and tokens are required");
        }
        Matcher bearer = BEARER.matcher(given.strip());
        if (!bearer.matches()) {
            throw invalid("the header " + HEADER + " is not: Bearer, a space, a token");
        }
        return bearer.group(1);
    }

    /** Whether it is the header with the token, which is kept and passed on nowhere. */
    public static boolean isCredentials(String headerName) {
        return headerName.equalsIgnoreCase(HEADER);
    }

    private static InvalidRecordException invalid(String message) {
        return new InvalidRecordException("credentials_invalid", message);
    }
}
