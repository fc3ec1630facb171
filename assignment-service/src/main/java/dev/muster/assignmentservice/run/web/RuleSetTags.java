package dev.muster.assignmentservice.run.web;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Entity tags of rule sets: their revision. */
final class RuleSetTags {

    private static final Pattern TAG = Pattern.compile("\\s*\"([1-9][0-9]{0,17})\"\\s*");

    private RuleSetTags() {}

    static String of(long revision) {
        return "\"" + revision + "\"";
    }

    /**
     * The revision that a publish replaces: that of {@code If-Match}, or 0 with {@code If-None-Match: *}. A publish replaces
     * the whole set, so it must say which one.
     *
     * @throws ApiException when neither header is there, or one is no tag
     */
    static long expectedRevision(HttpServletRequest request) {
        String match = request.getHeader(HttpHeaders.IF_MATCH);
        String noneMatch = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (match == null && noneMatch == null) {
            throw ApiException.of(
                    Kind.PRECONDITION_REQUIRED,
                    "precondition_required",
                    "send If-Match with the ETag of the rule set, or If-None-Match: * for the first one");
        }
        if (match == null) {
            if (!"*".equals(noneMatch.strip())) {
                throw ApiException.invalid(HttpHeaders.IF_NONE_MATCH, "must be *", null);
            }
            return 0;
        }
        Matcher tag = TAG.matcher(match);
        if (!tag.matches()) {
            throw ApiException.invalid(HttpHeaders.IF_MATCH, "must be the ETag of the rule set", null);
        }
        return Long.parseLong(tag.group(1));
    }
}
