package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.Utf8;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Parses names and values of forms and queries. The parser of the servlet container is not used: it merges form and query
 * parameters, and its errors do not have the format of this API.
 */
final class FormParser {

    private static final int MAX_PAIRS = 100;

    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

    private FormParser() {}

    /** The boolean that the text spells in any case; null when it is none. */
    static @Nullable Boolean parseBoolean(String text) {
        String spelled = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(spelled)) {
            return true;
        }
        return FALSE.contains(spelled) ? false : null;
    }

    /** The pairs in their order; {@code where} names the text in error messages. */
    static List<Map.Entry<String, String>> of(String text, String where) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (StringTokenizer tokens = new StringTokenizer(text, "&"); tokens.hasMoreTokens(); ) {
            if (pairs.size() == MAX_PAIRS) {
                throw ApiException.invalid(where, "has more than " + MAX_PAIRS + " names and values", null);
            }
            String pair = tokens.nextToken();
            int equals = pair.indexOf('=');
            pairs.add(Map.entry(
                    decode(equals < 0 ? pair : pair.substring(0, equals), where),
                    decode(equals < 0 ? "" : pair.substring(equals + 1), where)));
        }
        return pairs;
    }

    private static String decode(String text, String where) {
        if (!Utf8.isPercentEncoded(text)) {
            throw ApiException.invalid(where, "is not UTF-8", null);
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(where, "has a % that is not followed by two hexadecimal digits", null);
        }
    }
}
