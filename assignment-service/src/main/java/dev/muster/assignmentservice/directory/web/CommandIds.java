package dev.muster.assignmentservice.directory.web;

import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** The ids of the commands that requests are. */
public final class CommandIds {

    /** The header by which a client names its command: a repeat does nothing more. */
    public static final String HEADER = "Idempotency-Key";

    private CommandIds() {}

    /**
     * The UUID of the header; a random one when there is none.
     *
     * @throws ApiException when the header is no UUID
     */
    public static UUID of(HttpServletRequest request) {
        String given = request.getHeader(HEADER);
        if (given == null) {
            return UUID.randomUUID();
        }
        UUID id = OrganizationKeys.parseUuid(given);
        if (id == null) {
            throw ApiException.invalid(HEADER, "must be a UUID", given);
        }
        return id;
    }

    /** Whether the request names its command: it may come again. */
    public static boolean isNamedBy(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }

    /** The key of the request belongs to another one already. */
    public static ApiException used() {
        return ApiException.of(
                ApiException.Kind.CONFLICT,
                "idempotency_key_used",
                "The Idempotency-Key was used for another request: send a new one.");
    }
}
