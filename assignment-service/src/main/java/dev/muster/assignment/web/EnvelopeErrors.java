package dev.muster.assignment.web;

import dev.muster.assignment.web.Refusal.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The envelope of the first contract, {@code {code, message, data}}. Also what is answered where no route is: there is
 * no dialect to choose.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class EnvelopeErrors extends DialectErrors {

    private final ObjectProvider<DialectsOfRoutes> dialects;

    EnvelopeErrors(ObjectProvider<DialectsOfRoutes> dialects) {
        this.dialects = dialects;
    }

    private record Validation(String type, List<Problem> errors) {}

    private record Problem(String key, String message, String value) {}

    /** Also asked where a route has no such method, or none with an answer that is accepted. */
    @Override
    protected DialectErrors speaker(HttpServletRequest request) {
        DialectErrors speaker = dialects.getObject().of(request);
        return speaker == null ? this : speaker;
    }

    @Override
    protected Object body(Refusal refusal) {
        return new Envelope<>(status(refusal), message(refusal), data(refusal));
    }

    private static String message(Refusal refusal) {
        if (refusal.kind() == Kind.CREDENTIALS_MISSING || refusal.kind() == Kind.CREDENTIALS_INVALID) {
            return "invalid token";
        }
        return refusal.kind() == Kind.PERMISSION_MISSING ? "insufficient permissions" : refusal.message();
    }

    private static Object data(Refusal refusal) {
        if (refusal.kind() != Kind.INVALID) {
            return Map.of();
        }
        return new Validation(
                "validation_error",
                refusal.problems().stream()
                        .map(one -> new Problem(one.field(), one.message(), one.value()))
                        .toList());
    }
}
