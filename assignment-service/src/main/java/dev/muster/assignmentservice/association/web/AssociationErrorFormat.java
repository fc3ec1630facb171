package dev.muster.assignmentservice.association.web;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.ErrorFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors as {@code {code, message}}, with the codes of the contract where it has one. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = AssociationErrorFormat.class)
class AssociationErrorFormat extends ErrorFormat {

    private record Body(String code, String message) {}

    private static final String PAGINATION = "pagination_invalid";
    private static final String REFERENCE = "reference_not_found";
    private static final String RELATION = "relation_not_found";
    private static final String PATH_NOT_FOUND = "path_not_found";
    private static final int UNPROCESSABLE = 422;
    /** Rule sets are Muster's own. */
    private static final Pattern PATH = Pattern.compile(
            "/api/organizations(/(?![^/]+/rule-set(/|$)).*)?" + "|/api/applications/[^/]+/organizations(/.*)?");

    static ApiException paginationInvalid() {
        return ApiException.of(Kind.INVALID, PAGINATION, "The request pagination value is invalid.");
    }

    static ApiException notFound(String what, String id) {
        return ApiException.of(
                Kind.NOT_FOUND, what + "_not_found", "The " + what + " with ID `" + id + "` does not exist.");
    }

    /** The application is not associated with the organization. */
    static ApiException relationNotFound() {
        return ApiException.of(Kind.NOT_FOUND, RELATION, "The resource does not exist.");
    }

    /** An application in the body does not exist, or is outside the access scope. */
    static ApiException referenceNotFound() {
        return ApiException.of(
                Kind.INVALID,
                REFERENCE,
                "Cannot find one or more foreign keys. Please check the input and ensure that all referenced"
                        + " entities exist.");
    }

    @Override
    protected Object body(ApiException exception) {
        return new Body(code(exception), message(exception));
    }

    @Override
    protected int status(ApiException exception) {
        return exception.code().equals(REFERENCE)
                ? UNPROCESSABLE
                : exception.kind().status();
    }

    @Override
    protected boolean ownsPath(String path) {
        return PATH.matcher(path).matches();
    }

    private static String code(ApiException exception) {
        return switch (exception.kind()) {
            case CREDENTIALS_MISSING, CREDENTIALS_INVALID -> "auth.unauthorized";
            case PERMISSION_MISSING, ACCESS_DENIED -> "auth.forbidden";
            case NOT_FOUND ->
                switch (exception.code()) {
                    case RELATION, PATH_NOT_FOUND -> "entity.not_found";
                    default -> "entity.not_exists_with_id";
                };
            case INVALID ->
                switch (exception.code()) {
                    case PAGINATION -> "guard.invalid_pagination";
                    case REFERENCE -> "entity.relation_foreign_key_not_found";
                    default -> "guard.invalid_input";
                };
            case FAULT, UNAVAILABLE -> "server." + exception.code();
            default -> "request." + exception.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String message(ApiException exception) {
        return switch (exception.kind()) {
            case CREDENTIALS_MISSING, CREDENTIALS_INVALID -> "Unauthorized. Please check credentials and its scope.";
            case PERMISSION_MISSING, ACCESS_DENIED -> "Forbidden. Please check your user roles and permissions.";
            default ->
                exception.problems().isEmpty()
                        ? exception.message()
                        : "The request input is invalid: "
                                + exception.problems().stream()
                                        .map(problem -> problem.field() + ": " + problem.message())
                                        .collect(Collectors.joining(", "));
        };
    }
}
