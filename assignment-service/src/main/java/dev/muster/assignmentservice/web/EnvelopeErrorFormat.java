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
 * The envelope of the first contract, {@code {code, message, data}}. Also what is answered where no route is: there is
 * no dialect to choose.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class EnvelopeErrorFormat extends ErrorFormat {

    private final ObjectProvider<ErrorFormatResolver> dialects;

    EnvelopeErrorFormat(ObjectProvider<ErrorFormatResolver> dialects) {
        this.dialects = dialects;
    }

    private record Validation(String type, List<Problem> errors) {}

    private record Problem(String key, String message, String value) {}

    /** Also asked where a route has no such method, or none with an answer that is accepted. */
    @Override
    protected ErrorFormat speaker(HttpServletRequest request) {
        ErrorFormat speaker = dialects.getObject().of(request);
        return speaker == null ? this : speaker;
    }

    @Override
    protected Object body(ApiException refusal) {
        return new Envelope<>(status(refusal), message(refusal), data(refusal));
    }

    private static String message(ApiException refusal) {
        if (refusal.kind() == Kind.CREDENTIALS_MISSING || refusal.kind() == Kind.CREDENTIALS_INVALID) {
            return "invalid token";
        }
        return refusal.kind() == Kind.PERMISSION_MISSING ? "insufficient permissions" : refusal.message();
    }

    private static Object data(ApiException refusal) {
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
