package dev.muster.assignmentservice.security;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The value of an {@code Authorization} header, over HTTP and in Kafka records alike: {@code Bearer <token>}. */
public final class BearerToken {

    /** RFC 6750, section 2.1. RFC 9110 allows the scheme in any case. */
    private static final Pattern VALUE = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");

    private BearerToken() {}

    /** The token in a header value, leading and trailing whitespace ignored; null when the value is malformed. */
    public static @Nullable String parse(String headerValue) {
        Matcher matcher = VALUE.matcher(headerValue.strip());
        return matcher.matches() ? matcher.group(1) : null;
    }
}
