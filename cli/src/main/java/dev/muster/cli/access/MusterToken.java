package dev.muster.cli.access;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.kafka.LocalEnvironment;
import java.util.Optional;
import java.util.regex.Pattern;

/** An API token, from the environment or from the running {@code ./muster local}. */
public record MusterToken(String text) {

    /** The environment variable that contains the token. */
    public static final String VARIABLE = "MUSTER_TOKEN";

    /** The HTTP and Kafka header that carries the token. */
    public static final String HEADER = "authorization";

    /** The {@code b64token} syntax of RFC 6750. */
    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /** Rejects text that is not a valid bearer token; the message does not contain the text. */
    public MusterToken {
        if (!FORMAT.matcher(text).matches()) {
            throw CliException.usage(VARIABLE
                    + " is not a valid token: expected one line of letters, digits and ._~+/-, with = only at the end");
        }
    }

    /** The configured token, or empty if there is none. */
    public static Optional<MusterToken> find() {
        return Optional.ofNullable(LocalEnvironment.find(VARIABLE))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(MusterToken::new);
    }

    /** The value for {@link #HEADER}. */
    public String authorization() {
        return "Bearer " + text;
    }

    /** Omits the token, so that it cannot leak into logs. */
    @Override
    public String toString() {
        return "MusterToken";
    }
}
