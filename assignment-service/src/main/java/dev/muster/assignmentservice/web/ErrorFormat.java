package dev.muster.assignmentservice.web;

import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Writes errors in the format of one dialect. Each dialect has one subclass, a {@code @RestControllerAdvice} for its
 * package. {@link FrameworkErrors} maps exceptions of the framework.
 */
public abstract class ErrorFormat {

    private static final Logger log = LoggerFactory.getLogger(ErrorFormat.class);

    /** An error response. */
    public record Response(int status, Object body) {}

    /** The response to an error in this dialect. */
    public final Response responseTo(ApiException error) {
        return new Response(status(error), body(error));
    }

    /** The body of an error in this dialect. */
    protected abstract Object body(ApiException error);

    /** The status; overridden where the contract of the dialect differs. */
    protected int status(ApiException error) {
        return error.kind().status();
    }

    /** Adds the headers that the dialect sends with every error. */
    protected void addHeaders(HttpHeaders headers, ApiException error) {}

    /**
     * Whether requests without a route, and those that the firewall rejects, belong to the dialect.
     *
     * @param path the path as received, encoded
     */
    protected boolean ownsPath(String path) {
        return false;
    }

    /**
     * Answers with an error.
     *
     * @throws Exception the same when a part of another response is sent: the server closes the connection, instead of
     *     ending that response as if it were whole
     */
    @ExceptionHandler(Exception.class)
    final ResponseEntity<Object> answer(Exception exception, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            throw exception;
        }
        return formatOf(request).write(exception);
    }

    /** The format for the request, if it is not this one. */
    protected ErrorFormat formatOf(HttpServletRequest request) {
        return this;
    }

    private ResponseEntity<Object> write(Exception exception) {
        ApiException error = FrameworkErrors.toApiException(exception);
        log(error, exception);
        HttpHeaders headers = new HttpHeaders();
        if (exception instanceof ErrorResponse known) {
            headers.putAll(known.getHeaders());
        }
        Set<HttpMethod> allowed = headers.getAllow();
        if (allowed.contains(HttpMethod.GET)) {
            // The framework serves HEAD with every GET, and does not name it.
            headers.setAllow(
                    Stream.concat(allowed.stream(), Stream.of(HttpMethod.HEAD)).collect(Collectors.toSet()));
        }
        // Not negotiated: the request may accept no supported media type.
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (error.kind() == Kind.UNAVAILABLE || error.kind() == Kind.TOO_MANY_REQUESTS) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(error.retryAfterSeconds()));
        }
        if (error.kind().status() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        addHeaders(headers, error);
        Response response = responseTo(error);
        return ResponseEntity.status(response.status()).headers(headers).body(response.body());
    }

    /**
     * Logs errors of the service, without the messages of causes, which may contain values of the request. A client that
     * closes the connection while it is answered is none.
     */
    static void log(ApiException error, Throwable exception) {
        boolean isServerError = error.kind() == Kind.FAULT || error.kind() == Kind.UNAVAILABLE;
        if (!isServerError || DisconnectedClientHelper.isClientDisconnectedException(exception)) {
            return;
        }
        StringBuilder chain = new StringBuilder();
        for (Throwable at = exception; at != null; at = at.getCause()) {
            chain.append(' ').append(at.getClass().getName());
            if (at.getStackTrace().length > 0) {
                chain.append(" at ").append(at.getStackTrace()[0]);
            }
        }
        log.error(
                "request failed code={} cause={}",
                error.code(),
                chain.toString().strip());
    }
}
