package dev.muster.assignmentservice.web;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Maps JSON parse errors. Jackson's own messages are not used, since they name classes of this service. */
final class UnreadableBodyErrors {

    private UnreadableBodyErrors() {}

    static ApiException toApiException(HttpMessageNotReadableException unreadable) {
        Throwable cause = unreadable.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return ApiException.invalid(path(unknown.getPath()), "unknown field", null);
        }
        if (cause instanceof MismatchedInputException mismatched) {
            return ApiException.invalid(path(mismatched.getPath()), "has the wrong type", null);
        }
        if (cause instanceof DatabindException invalid) {
            return ApiException.invalid(path(invalid.getPath()), "cannot be read", null);
        }
        if (cause instanceof BoundedJson.InvalidBodyException rejected) {
            return ApiException.invalid("body", rejected.getOriginalMessage(), null);
        }
        if (cause instanceof StreamReadException malformed) {
            return ApiException.invalid("body", "is not valid JSON" + location(malformed), null);
        }
        return ApiException.invalid("body", "required: a JSON object", null);
    }

    private static String location(JacksonException exception) {
        String reason = String.valueOf(exception.getOriginalMessage());
        String duplicate = reason.startsWith("Duplicate") ? ": a field stands there twice" : "";
        return exception.getLocation() == null
                ? duplicate
                : duplicate + ", at line " + exception.getLocation().getLineNr() + ", column "
                        + exception.getLocation().getColumnNr();
    }

    private static String path(List<JacksonException.Reference> path) {
        String joined = path.stream()
                .map(one -> one.getPropertyName() == null ? String.valueOf(one.getIndex()) : one.getPropertyName())
                .collect(Collectors.joining("."));
        return joined.isEmpty() ? "body" : joined;
    }
}
