package dev.muster.assignmentservice.web;

import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The errors of the first contract, {@code {code, message, data}}. Also used for requests without a route, unless another
 * dialect owns their path.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class EnvelopeErrorFormat extends ErrorFormat {

    private final ObjectProvider<ErrorFormatResolver> resolver;

    EnvelopeErrorFormat(ObjectProvider<ErrorFormatResolver> resolver) {
        this.resolver = resolver;
    }

    private record Validation(String type, List<Problem> errors) {}

    private record Problem(String key, String message, String value) {}

    /** Also called when a route does not support the method or the accepted media type. */
    @Override
    protected ErrorFormat formatOf(HttpServletRequest request) {
        ErrorFormat format = resolver.getObject().resolve(request);
        return format == null ? this : format;
    }

    @Override
    protected Object body(ApiException error) {
        return new Envelope<>(status(error), message(error), data(error));
    }

    private static String message(ApiException error) {
        if (error.kind() == Kind.CREDENTIALS_MISSING || error.kind() == Kind.CREDENTIALS_INVALID) {
            return "invalid token";
        }
        return error.kind() == Kind.PERMISSION_MISSING ? "insufficient permissions" : error.message();
    }

    private static Object data(ApiException error) {
        if (error.kind() != Kind.INVALID) {
            return Map.of();
        }
        return new Validation(
                "validation_error",
                error.problems().stream()
                        .map(one -> new Problem(one.field(), one.message(), one.value()))
                        .toList());
    }
}
