package dev.muster.assignmentservice.security.web;

import dev.muster.text.Utf8;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Also rejects percent-encoded paths and queries that are not UTF-8: the server would replace malformed bytes with U+FFFD,
 * so that two ids become equal. Bodies may only have charsets in which no character is replaced.
 */
final class Utf8Firewall extends StrictHttpFirewall {

    private static final Set<Charset> CHARSETS = Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);

    /** Ids may have these characters, encoded. Routes decode a path segment by segment, once. */
    Utf8Firewall() {
        setAllowUrlEncodedSlash(true);
        setAllowUrlEncodedDoubleSlash(true);
        setAllowBackSlash(true);
        setAllowUrlEncodedPercent(true);
        setAllowSemicolon(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        String query = request.getQueryString();
        if (!Utf8.isPercentEncoded(request.getRequestURI()) || (query != null && !Utf8.isPercentEncoded(query))) {
            throw new RequestRejectedException("the path or the query is not UTF-8");
        }
        if (request.getRequestURI().indexOf(';') >= 0) {
            throw new RequestRejectedException("the path has parameters: a semicolon of an id has to be encoded");
        }
        if (!isSupported(request.getContentType())) {
            throw new RequestRejectedException("the body is neither UTF-8 nor ISO-8859-1");
        }
        return super.getFirewalledRequest(request);
    }

    private static boolean isSupported(@Nullable String contentType) {
        try {
            Charset charset = contentType == null
                    ? null
                    : MediaType.parseMediaType(contentType).getCharset();
            return charset == null || CHARSETS.contains(charset);
        } catch (InvalidMediaTypeException e) {
            return true; // reported when the body is read
        }
    }
}
