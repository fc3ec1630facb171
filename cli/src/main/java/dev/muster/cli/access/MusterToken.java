package dev.muster.cli.access;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.kafka.LocalEnvironment;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who asks: a token of the environment or of what {@code ./muster local} runs. */
public record MusterToken(String text) {

    /** The environment variable that has it. */
    public static final String VARIABLE = "MUSTER_TOKEN";

    /** The header of a request or a record that it is sent in. */
    public static final String HEADER = "authorization";

    /** What RFC 6750 allows behind {@code Bearer}. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /** Refuses what cannot be sent in a header, without repeating it. */
    public MusterToken {
        if (!FORM.matcher(text).matches()) {
            throw CliException.usage(VARIABLE
                    + " is no token: it has to be one line of letters, digits and ._~+/- with = at" + " the end only");
        }
    }

    /** The token; empty when nobody gives one. */
    public static Optional<MusterToken> find() {
        return Optional.ofNullable(LocalEnvironment.find(VARIABLE))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(MusterToken::new);
    }

    /** The value of {@link #HEADER}. */
    public String authorization() {
        return "Bearer " + text;
    }

    /** Without the token: records end up in logs. */
    @Override
    public String toString() {
        return "MusterToken";
    }
}
