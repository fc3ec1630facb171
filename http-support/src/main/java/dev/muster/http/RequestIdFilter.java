package dev.muster.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id: the client's {@value #HEADER} if it has 1 to 64 characters of A-Z a-z 0-9 . _ -, otherwise a
 * random one. Responses and logs contain it.
 */
public final class RequestIdFilter extends OncePerRequestFilter {

    /** The header of requests and responses. */
    static final String HEADER = "X-Request-ID";

    static final String MDC_KEY = "request_id";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public static String idOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(RequestIdFilter.class.getName()));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(HEADER);
        String id = given != null && ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.setAttribute(RequestIdFilter.class.getName(), id);
        response.setHeader(HEADER, id);
        MDC.put(MDC_KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }
}
