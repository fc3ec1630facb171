package dev.muster.assignmentservice.security.web;

import dev.muster.assignmentservice.security.BearerToken;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Extracts the token of a request: {@code Authorization: Bearer …}, {@code X-Auth-Token: …} or, in the second contract,
 * {@code ?token=…}. The last is read from the query string, since reading parameters would read the body.
 */
final class TokenExtractor {

    private static final String AUTH_TOKEN = "X-Auth-Token";
    private static final String PARAMETER = "token";
    private static final String ROUTES_WITH_PARAMETER = "/api/v2.0/";

    private TokenExtractor() {}

    /**
     * The token; null when there is none.
     *
     * @throws ApiException when it is malformed or there are several
     */
    static @Nullable String extract(HttpServletRequest request) {
        List<String> tokens = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))) {
            String token = BearerToken.parse(header);
            if (token == null) {
                throw invalid("the header Authorization is not: Bearer, a space, a token");
            }
            tokens.add(token);
        }
        Collections.list(request.getHeaders(AUTH_TOKEN)).forEach(header -> tokens.add(header.strip()));
        if (request.getServletPath().startsWith(ROUTES_WITH_PARAMETER)) {
            tokens.addAll(findInQuery(request.getQueryString()));
        }
        if (tokens.size() > 1) {
            throw invalid("more than one token is given");
        }
        return tokens.isEmpty() ? null : tokens.get(0);
    }

    private static List<String> findInQuery(@Nullable String query) {
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
