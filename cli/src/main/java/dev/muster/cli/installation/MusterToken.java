package dev.muster.cli.installation;

import dev.muster.cli.failure.CliException;
import java.util.regex.Pattern;

/** An API token, from the environment, a context or the running {@code ./muster local}. */
public record MusterToken(String text) {

    /** The environment variable that contains the token. */
    public static final String VARIABLE = "MUSTER_TOKEN";

    /** The HTTP and Kafka header that carries the token. */
    public static final String HEADER = "authorization";

    /** The {@code b64token} syntax of RFC 6750. */
    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /** Rejects text that is not a valid bearer token; the message has the source, and not the text. */
    public static MusterToken of(String text, String source) {
        if (!FORMAT.matcher(text).matches()) {
            throw CliException.usage(source
                    + " is not a valid token: expected one line of letters, digits and ._~+/-, with = only at the end");
        }
        return new MusterToken(text);
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
