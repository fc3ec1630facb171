package dev.muster.assignment.web.associations;

import dev.muster.assignment.web.DialectErrors;
import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Refusal.Kind;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals as {@code {code, message}}, with the codes of the product where it has one. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = AssociationErrors.class)
class AssociationErrors extends DialectErrors {

    private record Body(String code, String message) {}

    private static final String PAGINATION = "pagination_invalid";
    private static final String REFERENCE = "reference_not_found";
    private static final String RELATION = "relation_not_found";
    private static final int UNPROCESSABLE = 422;

    static Refusal paginationInvalid() {
        return Refusal.of(Kind.INVALID, PAGINATION, "The request pagination value is invalid.");
    }

    static Refusal notFound(String what, String id) {
        return Refusal.of(Kind.NOT_FOUND, what + "_not_found", "The " + what + " with ID `" + id + "` does not exist.");
    }

    /** The application is not associated with the organization. */
    static Refusal relationNotFound() {
        return Refusal.of(Kind.NOT_FOUND, RELATION, "The resource does not exist.");
    }

    /** An application of the body does not exist, or is out of reach. */
    static Refusal referenceNotFound() {
        return Refusal.of(
                Kind.INVALID,
                REFERENCE,
                "Cannot find one or more foreign keys. Please check the input and ensure that all referenced"
                        + " entities exist.");
    }

    @Override
    protected Object body(Refusal refusal) {
        return new Body(code(refusal), message(refusal));
    }

    @Override
    protected int status(Refusal refusal) {
        return refusal.code().equals(REFERENCE) ? UNPROCESSABLE : refusal.kind().status();
    }

    private static String code(Refusal refusal) {
        return switch (refusal.kind()) {
            case CREDENTIALS_MISSING, CREDENTIALS_INVALID -> "auth.unauthorized";
            case PERMISSION_MISSING, ACCESS_DENIED -> "auth.forbidden";
            case NOT_FOUND -> refusal.code().equals(RELATION) ? "entity.not_found" : "entity.not_exists_with_id";
            case INVALID ->
                switch (refusal.code()) {
                    case PAGINATION -> "guard.invalid_pagination";
                    case REFERENCE -> "entity.relation_foreign_key_not_found";
                    default -> "guard.invalid_input";
                };
            case FAULT, UNAVAILABLE -> "server." + refusal.code();
            default -> "request." + refusal.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String message(Refusal refusal) {
        return switch (refusal.kind()) {
            case CREDENTIALS_MISSING, CREDENTIALS_INVALID -> "Unauthorized. Please check credentials and its scope.";
            case PERMISSION_MISSING, ACCESS_DENIED -> "Forbidden. Please check your user roles and permissions.";
            default ->
                refusal.problems().isEmpty()
                        ? refusal.message()
                        : "The request input is invalid: "
                                + refusal.problems().stream()
                                        .map(problem -> problem.field() + ": " + problem.message())
                                        .collect(Collectors.joining(", "));
        };
    }
}
