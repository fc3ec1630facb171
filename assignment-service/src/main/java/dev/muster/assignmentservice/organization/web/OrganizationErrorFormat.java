package dev.muster.assignmentservice.organization.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.ApiException.Problem;
import dev.muster.assignmentservice.web.ErrorFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Errors as {@code {code, message, detail}}. A code is the status followed by 001, but 401002 for invalid credentials.
 */
@RestControllerAdvice(basePackageClasses = OrganizationErrorFormat.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class OrganizationErrorFormat extends ErrorFormat {

    @JsonPropertyOrder({"code", "message", "detail"})
    private record Body(int code, String message, Object detail) {}

    @Override
    protected Object body(ApiException exception) {
        int code = status(exception) * 1_000 + (exception.kind() == Kind.CREDENTIALS_INVALID ? 2 : 1);
        return new Body(code, message(exception.kind()), detail(exception));
    }

    @Override
    protected boolean ownsPath(String path) {
        return path.equals("/api/v2.0") || path.startsWith("/api/v2.0/");
    }

    private static Object detail(ApiException exception) {
        return switch (exception.kind()) {
            case INVALID -> byField(exception.problems());
            case CONFLICT, TOO_LARGE, TOO_MANY_REQUESTS, UNAVAILABLE -> exception.message();
            default -> message(exception.kind());
        };
    }

    private static Map<String, List<String>> byField(List<Problem> problems) {
        return problems.stream()
                .collect(Collectors.groupingBy(
                        Problem::field, LinkedHashMap::new, Collectors.mapping(Problem::message, Collectors.toList())));
    }

    private static String message(Kind kind) {
        return switch (kind) {
            case CREDENTIALS_MISSING -> "Authentication credentials were not provided.";
            case CREDENTIALS_INVALID -> "Incorrect authentication credentials.";
            case PERMISSION_MISSING, ACCESS_DENIED -> "You do not have permission to perform this action.";
            case INVALID -> "Validation Error.";
            case NOT_FOUND -> "Not found.";
            case METHOD_NOT_ALLOWED -> "Method not allowed.";
            case NOT_ACCEPTABLE -> "Could not satisfy the request Accept header.";
            case CONFLICT -> "Conflict.";
            case PRECONDITION_FAILED -> "Precondition failed.";
            case PRECONDITION_REQUIRED -> "Precondition required.";
            case TOO_LARGE -> "Request entity too large.";
            case UNSUPPORTED_MEDIA_TYPE -> "Unsupported media type in request.";
            case TOO_MANY_REQUESTS -> "Too many requests.";
            case FAULT -> "Internal server error.";
            case UNAVAILABLE -> "Service temporarily unavailable, try again later.";
        };
    }
}
