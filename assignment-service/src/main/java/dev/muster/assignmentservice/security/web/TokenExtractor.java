package dev.muster.assignmentservice.security.web;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The token of a request: {@code Authorization: Bearer …}, {@code X-Auth-Token: …}, or, where the second contract says so,
 * {@code ?token=…}. Only the query is looked at for the last: to read parameters would read the body.
 */
final class TokenExtractor {

    private static final String AUTH_TOKEN = "X-Auth-Token";
    private static final String PARAMETER = "token";
    private static final String ROUTES_WITH_PARAMETER = "/api/v2.0/";

    /** RFC 6750, 2.1, with the scheme in any case as RFC 9110 has it. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");

    private TokenExtractor() {}

    /**
     * The token; null when none is given.
     *
     * @throws ApiException when one is malformed, or several are given
     */
    static @Nullable String of(HttpServletRequest request) {
        List<String> tokens = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))) {
            Matcher bearer = BEARER.matcher(header.strip());
            if (!bearer.matches()) {
                throw invalid("the header Authorization is not: Bearer, a space, a token");
            }
            tokens.add(bearer.group(1));
        }
        Collections.list(request.getHeaders(AUTH_TOKEN)).forEach(header -> tokens.add(header.strip()));
        if (request.getServletPath().startsWith(ROUTES_WITH_PARAMETER)) {
            tokens.addAll(inQuery(request.getQueryString()));
        }
        if (tokens.size() > 1) {
            throw invalid("more than one token is given");
        }
        return tokens.isEmpty() ? null : tokens.get(0);
    }

    private static List<String> inQuery(@Nullable String query) {
        List<String> tokens = new ArrayList<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (decode(equals < 0 ? pair : pair.substring(0, equals)).equals(PARAMETER)) {
                    tokens.add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
                }
            }
        }
        return tokens;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static ApiException invalid(String message) {
        return ApiException.of(Kind.CREDENTIALS_INVALID, "credentials_invalid", message);
    }
}
