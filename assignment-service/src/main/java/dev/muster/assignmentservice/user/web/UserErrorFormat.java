package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ErrorFormat;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors as {@code {description, error_code, code}}. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = UserErrorFormat.class)
class UserErrorFormat extends ErrorFormat {

    private record Body(
            String description, @JsonProperty("error_code") String errorCode, int code) {}

    @Override
    protected Object body(ApiException exception) {
        UserError error = UserError.of(exception);
        return new Body(description(error, exception), "CF-" + error.title(), error.code());
    }

    @Override
    protected int status(ApiException exception) {
        return switch (UserError.of(exception)) {
            case UAA_ID_TAKEN, ASSOCIATION_NOT_EMPTY -> 400;
            default -> exception.kind().status();
        };
    }

    @Override
    protected void addHeaders(HttpHeaders headers, ApiException exception) {
        headers.set(HttpHeaders.CONTENT_TYPE, UserHeaders.CONTENT_TYPE);
    }

    @Override
    protected boolean ownsPath(String path) {
        return path.equals("/v2") || path.startsWith("/v2/");
    }

    private static String description(UserError error, ApiException exception) {
        String fixed = error.description();
        if (fixed != null) {
            return fixed;
        }
        return exception.problems().isEmpty()
                ? exception.message()
                : "Request invalid due to parse error: "
                        + exception.problems().stream()
                                .map(problem -> problem.field() + ": " + problem.message())
                                .collect(Collectors.joining(", "));
    }
}
