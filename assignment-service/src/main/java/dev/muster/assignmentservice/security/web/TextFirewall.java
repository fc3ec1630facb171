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
 * Spring Security's firewall, and besides: what is percent-encoded in the path and the query has to be UTF-8. The server
 * would decode it with U+FFFD for what is malformed, and then two ids are one. Of charsets that a body may name, only those
 * are taken in which nothing is replaced.
 */
final class TextFirewall extends StrictHttpFirewall {

    private static final Set<Charset> CHARSETS = Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        String query = request.getQueryString();
        if (!Utf8.isPercentEncoded(request.getRequestURI()) || (query != null && !Utf8.isPercentEncoded(query))) {
            throw new RequestRejectedException("the path or the query is not UTF-8");
        }
        if (!isTaken(request.getContentType())) {
            throw new RequestRejectedException("the body is neither UTF-8 nor ISO-8859-1");
        }
        return super.getFirewalledRequest(request);
    }

    private static boolean isTaken(@Nullable String contentType) {
        try {
            Charset charset = contentType == null
                    ? null
                    : MediaType.parseMediaType(contentType).getCharset();
            return charset == null || CHARSETS.contains(charset);
        } catch (InvalidMediaTypeException e) {
            return true; // which is told by who reads the body
        }
    }
}
