package dev.muster.assignmentservice.web;

import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Writes refusals in the words of one dialect. Each dialect has one subclass, a {@code @RestControllerAdvice} for its
 * package; what it does not say itself follows from {@link FrameworkErrors}.
 */
public abstract class ErrorFormat {

    private static final Logger log = LoggerFactory.getLogger(ErrorFormat.class);
    private static final String RETRY_AFTER_S = "5";

    /** What this dialect answers to a refusal. */
    public record Answer(int status, Object body) {}

    /** What this dialect answers to a refusal. */
    public final Answer answerTo(ApiException refusal) {
        return new Answer(status(refusal), body(refusal));
    }

    /** The answer's body in this dialect. */
    protected abstract Object body(ApiException refusal);

    /** The status; another than the refusal's own where the dialect's document says so. */
    protected int status(ApiException refusal) {
        return refusal.kind().status();
    }

    /** Adds the headers that the dialect sends with every refusal. */
    protected void addHeaders(HttpHeaders headers, ApiException refusal) {}

    @ExceptionHandler(Exception.class)
    final ResponseEntity<Object> answer(Exception exception, HttpServletRequest request) {
        return speaker(request).write(exception);
    }

    /** Whose words the answer is in. */
    protected ErrorFormat speaker(HttpServletRequest request) {
        return this;
    }

    private ResponseEntity<Object> write(Exception exception) {
        ApiException refusal = FrameworkErrors.of(exception);
        if (refusal.kind() == Kind.FAULT || refusal.kind() == Kind.UNAVAILABLE) {
            log(refusal, exception);
        }
        HttpHeaders headers = new HttpHeaders();
        if (exception instanceof ErrorResponse known) {
            headers.putAll(known.getHeaders());
        }
        // Said here, not found by what the request accepts: it may accept nothing that there is.
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (refusal.kind() == Kind.UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
        }
        if (refusal.kind().status() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        addHeaders(headers, refusal);
        Answer answer = answerTo(refusal);
        return ResponseEntity.status(answer.status()).headers(headers).body(answer.body());
    }

    /** Without messages of causes: they may have values of the request in them. */
    private static void log(ApiException refusal, @Nullable Throwable exception) {
        StringBuilder chain = new StringBuilder();
        for (Throwable at = exception; at != null; at = at.getCause()) {
            chain.append(' ').append(at.getClass().getName());
            if (at.getStackTrace().length > 0) {
                chain.append(" at ").append(at.getStackTrace()[0]);
            }
        }
        log.error("a request was answered with {}:{}", refusal.code(), chain);
    }
}
