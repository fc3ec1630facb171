package dev.muster.assignmentservice.directory.web;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.UuidParser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** Command ids of requests, from the header {@code Idempotency-Key}. */
public final class CommandIds {

    /** The header with the idempotency key: a repeated request has no further effect. */
    public static final String HEADER = "Idempotency-Key";

    private CommandIds() {}

    /**
     * The UUID in the header; a random one without the header.
     *
     * @throws ApiException when the header is not a UUID
     */
    public static UUID of(HttpServletRequest request) {
        String given = request.getHeader(HEADER);
        if (given == null) {
            return UUID.randomUUID();
        }
        UUID id = UuidParser.parse(given);
        if (id == null) {
            throw ApiException.invalid(HEADER, "must be a UUID", given);
        }
        return id;
    }

    /** Whether the request has an idempotency key, and so may be repeated. */
    public static boolean isGivenIn(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }

    /** The error for a key that another request has used. */
    public static ApiException keyAlreadyUsed() {
        return ApiException.of(
                ApiException.Kind.CONFLICT,
                "idempotency_key_used",
                "The Idempotency-Key was used for another request: send a new one.");
    }
}
