package dev.muster.assignmentservice.web;

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
 * Gives each request an id: the client's {@value #HEADER}, if it has 1 to 64 characters of A-Z a-z 0-9 . _ -, else a
 * random one. It is in the answer and in the log.
 */
public final class RequestIds extends OncePerRequestFilter {

    /** The header, of requests and of answers. */
    public static final String HEADER = "X-Request-ID";

    private static final String IN_LOG = "request_id";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The id of the request. */
    public static String of(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(RequestIds.class.getName()));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(HEADER);
        String id = given != null && ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.setAttribute(RequestIds.class.getName(), id);
        response.setHeader(HEADER, id);
        MDC.put(IN_LOG, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(IN_LOG);
        }
    }
}
