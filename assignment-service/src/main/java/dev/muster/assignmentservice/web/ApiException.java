package dev.muster.assignmentservice.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error of a request, independent of the dialect that reports it. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final long RETRY_AFTER_S = 5;

    /** The kinds of errors, with their HTTP status. A dialect may use another status. */
    public enum Kind {
        CREDENTIALS_MISSING(401),
        CREDENTIALS_INVALID(401),
        PERMISSION_MISSING(403),
        /** The caller has the permission, but the object is not in its access scope. */
        ACCESS_DENIED(403),
        INVALID(400),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        NOT_ACCEPTABLE(406),
        CONFLICT(409),
        PRECONDITION_FAILED(412),
        /** A write that has to say what it replaces does not. */
        PRECONDITION_REQUIRED(428),
        TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415),
        /** More attempts than are allowed in a minute. */
        TOO_MANY_REQUESTS(429),
        /** A defect of this service. */
        FAULT(500),
        /** The database is unavailable or busy: the same request may succeed later. */
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * A problem of one field of a request.
     *
     * @param field a name in the body, or of a parameter or header
     * @param message what is wrong and what is expected
     * @param value the rejected value as text; empty when it is missing or confidential
     */
    public record Problem(String field, String message, String value) {}

    private final Kind kind;
    private final String code;
    private final transient List<Problem> problems;
    private final long retryAfterSeconds;

    private ApiException(Kind kind, String code, String message, List<Problem> problems, @Nullable Throwable cause) {
        this(kind, code, message, problems, cause, RETRY_AFTER_S);
    }

    private ApiException(
            Kind kind,
            String code,
            String message,
            List<Problem> problems,
            @Nullable Throwable cause,
            long retryAfterSeconds) {
        super(message, cause, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
        this.kind = kind;
        this.code = code;
        this.problems = problems;
    }

    /** Creates an error; {@code code} is stable and in lower_snake_case, the message is for people. */
    public static ApiException of(Kind kind, String code, String message) {
        return new ApiException(kind, code, message, List.of(), null);
    }

    /** Creates an error with a cause, for the log. */
    public static ApiException of(Kind kind, String code, String message, Throwable cause) {
        return new ApiException(kind, code, message, List.of(), cause);
    }

    /** Creates an error about one field. */
    public static ApiException invalid(String field, String message, @Nullable Object value) {
        return invalid(List.of(new Problem(field, message, value == null ? "" : String.valueOf(value))));
    }

    /** Creates an error about several fields. */
    public static ApiException invalid(List<Problem> problems) {
        return new ApiException(Kind.INVALID, "validation_failed", "validation failed", problems, null);
    }

    /** Creates an error for an object that does not exist or is not in scope; {@code what} is {@code application}, …. */
    public static ApiException notFound(String what) {
        return of(Kind.NOT_FOUND, what + "_not_found", what + " not found");
    }

    /** Creates an error for a caller that has to wait. */
    public static ApiException tooManyRequests(String code, String message, long retryAfterSeconds) {
        return new ApiException(Kind.TOO_MANY_REQUESTS, code, message, List.of(), null, retryAfterSeconds);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** When an {@link Kind#UNAVAILABLE} or {@link Kind#TOO_MANY_REQUESTS} request may be repeated. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The message for people. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** The problems of an {@link Kind#INVALID} request. */
    public List<Problem> problems() {
        return problems;
    }
}
