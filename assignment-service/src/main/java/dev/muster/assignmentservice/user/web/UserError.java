package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import org.jspecify.annotations.Nullable;

/** The errors of this API, with the numbers and titles of the contract. */
enum UserError {
    INVALID_AUTH_TOKEN(1000, "InvalidAuthToken", "Invalid Auth Token"),
    MESSAGE_PARSE_ERROR(1001, "MessageParseError", null),
    INVALID_RELATION(1002, "InvalidRelation", null),
    INVALID_CONTENT_TYPE(1003, "InvalidContentType", "Invalid content type, expected: application/json"),
    NOT_FOUND(10000, "NotFound", "Unknown request"),
    SERVER_ERROR(10001, "ServerError", "Server error"),
    NOT_AUTHENTICATED(10002, "NotAuthenticated", "Authentication error"),
    NOT_AUTHORIZED(10003, "NotAuthorized", "You are not authorized to perform the requested action"),
    INVALID_REQUEST(10004, "InvalidRequest", null),
    BAD_QUERY_PARAMETER(10005, "BadQueryParameter", null),
    INSUFFICIENT_SCOPE(10007, "InsufficientScope", "Your token lacks the necessary scopes to access this resource."),
    ASSOCIATION_NOT_EMPTY(10006, "AssociationNotEmpty", null),
    RATE_LIMIT_EXCEEDED(10013, "RateLimitExceeded", null),
    SERVICE_UNAVAILABLE(10015, "ServiceUnavailable", null),
    USER_INVALID(20001, "UserInvalid", null),
    UAA_ID_TAKEN(20002, "UaaIdTaken", null),
    USER_NOT_FOUND(20003, "UserNotFound", null),
    ORGANIZATION_NOT_FOUND(30003, "OrganizationNotFound", null);

    private final int code;
    private final String title;
    private final @Nullable String description;

    UserError(int code, String title, @Nullable String description) {
        this.code = code;
        this.title = title;
        this.description = description;
    }

    int code() {
        return code;
    }

    String title() {
        return title;
    }

    /** Null when the exception has the description. */
    @Nullable
    String description() {
        return description;
    }

    static UserError of(ApiException exception) {
        return switch (exception.kind()) {
            case CREDENTIALS_MISSING -> NOT_AUTHENTICATED;
            case CREDENTIALS_INVALID -> INVALID_AUTH_TOKEN;
            case PERMISSION_MISSING -> INSUFFICIENT_SCOPE;
            case ACCESS_DENIED -> NOT_AUTHORIZED;
            case NOT_FOUND ->
                switch (exception.code()) {
                    case "user_not_found" -> USER_NOT_FOUND;
                    case "organization_not_found" -> ORGANIZATION_NOT_FOUND;
                    default -> NOT_FOUND;
                };
            case INVALID -> ofInvalid(exception.code());
            case CONFLICT ->
                switch (exception.code()) {
                    case "user_exists" -> UAA_ID_TAKEN;
                    case "organization_has_children" -> ASSOCIATION_NOT_EMPTY;
                    default -> INVALID_REQUEST;
                };
            case UNSUPPORTED_MEDIA_TYPE -> INVALID_CONTENT_TYPE;
            case FAULT -> SERVER_ERROR;
            case TOO_MANY_REQUESTS -> RATE_LIMIT_EXCEEDED;
            case UNAVAILABLE -> SERVICE_UNAVAILABLE;
            case METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, PRECONDITION_FAILED, PRECONDITION_REQUIRED, TOO_LARGE ->
                INVALID_REQUEST;
        };
    }

    private static UserError ofInvalid(String code) {
        return switch (code) {
            case "relation_invalid" -> INVALID_RELATION;
            case "query_parameter_invalid" -> BAD_QUERY_PARAMETER;
            case "user_invalid" -> USER_INVALID;
            default -> MESSAGE_PARSE_ERROR;
        };
    }

    /** The user does not exist, or is outside the access scope. */
    static ApiException userNotFound(String guid) {
        return ApiException.of(Kind.NOT_FOUND, "user_not_found", "The user could not be found: " + guid);
    }

    /** The organization does not exist, or is outside the access scope. */
    static ApiException organizationNotFound(String key) {
        return ApiException.of(Kind.NOT_FOUND, "organization_not_found", "The organization could not be found: " + key);
    }

    /** What the path relates to does not exist, or is outside the access scope; {@code what} is "user", …. */
    static ApiException invalidRelation(String what, String key) {
        return ApiException.of(Kind.INVALID, "relation_invalid", "Could not find the " + what + " with guid: " + key);
    }

    /** It has organizations below it, or it is the caller's own. */
    static ApiException organizationNotDeleted(String code, String message) {
        return code.equals("own_organization")
                ? notAuthorized(message)
                : ApiException.of(Kind.CONFLICT, code, "The organization could not be deleted: " + message);
    }

    static ApiException notAuthorized(String message) {
        return ApiException.of(Kind.ACCESS_DENIED, "not_an_administrator", message);
    }

    static ApiException badQueryParameter(String what) {
        return ApiException.of(Kind.INVALID, "query_parameter_invalid", "The query parameter is invalid: " + what);
    }

    static ApiException userInvalid(String what) {
        return ApiException.of(Kind.INVALID, "user_invalid", "The user info is invalid: " + what);
    }

    static ApiException uaaIdTaken(String guid) {
        return ApiException.of(Kind.CONFLICT, "user_exists", "The UAA ID is taken: " + guid);
    }
}
