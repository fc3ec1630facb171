package dev.muster.assignmentservice.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a request is not done, the same for all dialects. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kinds of refusals, with their HTTP status. A dialect may have another status for one of them. */
    public enum Kind {
        CREDENTIALS_MISSING(401),
        CREDENTIALS_INVALID(401),
        PERMISSION_MISSING(403),
        /** It has the permission, and this lies outside of its reach. */
        ACCESS_DENIED(403),
        INVALID(400),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        NOT_ACCEPTABLE(406),
        CONFLICT(409),
        PRECONDITION_FAILED(412),
        TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415),
        /** A fault of ours. */
        FAULT(500),
        /** The database is away or busy: the same request may succeed later. */
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }
    }

    /**
     * One thing that is wrong with a request.
     *
     * @param field where: a name in the body, or of a parameter or header
     * @param message what is wrong and what would be right
     * @param value what was there, as text; empty when it was not there or does not belong in an answer
     */
    public record Problem(String field, String message, String value) {}

    private final Kind kind;
    private final String code;
    private final transient List<Problem> problems;

    private ApiException(Kind kind, String code, String message, List<Problem> problems, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.kind = kind;
        this.code = code;
        this.problems = problems;
    }

    /** A refusal; {@code code} is stable and in lower_snake_case, the message is for people. */
    public static ApiException of(Kind kind, String code, String message) {
        return new ApiException(kind, code, message, List.of(), null);
    }

    /** The same with what caused it, for the log. */
    public static ApiException of(Kind kind, String code, String message, Throwable cause) {
        return new ApiException(kind, code, message, List.of(), cause);
    }

    /** One field of the request is wrong. */
    public static ApiException invalid(String field, String message, @Nullable Object value) {
        return invalid(List.of(new Problem(field, message, value == null ? "" : String.valueOf(value))));
    }

    /** Fields of the request are wrong. */
    public static ApiException invalid(List<Problem> problems) {
        return new ApiException(Kind.INVALID, "validation_failed", "validation failed", problems, null);
    }

    /** There is none of that key, or the caller does not reach it; {@code what} is {@code application}, …. */
    public static ApiException notFound(String what) {
        return of(Kind.NOT_FOUND, what + "_not_found", what + " not found");
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** For people. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** What is wrong with a request that is INVALID. */
    public List<Problem> problems() {
        return problems;
    }
}
