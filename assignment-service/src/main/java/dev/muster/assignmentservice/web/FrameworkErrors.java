package dev.muster.assignmentservice.web;

import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.BodyLimit.BodyTooLargeException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Maps exceptions of the framework to errors. */
public final class FrameworkErrors {

    private FrameworkErrors() {}

    public static ApiException toApiException(Exception exception) {
        if (exception instanceof ApiException error) {
            return error;
        }
        if (hasCause(exception, BodyTooLargeException.class)
                || hasCause(exception, MaxUploadSizeExceededException.class)) {
            return ApiException.of(Kind.TOO_LARGE, "body_too_large", "the body is larger than is taken");
        }
        if (isUnavailable(exception)) {
            return ApiException.of(
                    Kind.UNAVAILABLE, "unavailable", "the service cannot do this now; try again later", exception);
        }
        ApiException requestError = toRequestError(exception);
        return requestError == null
                ? ApiException.of(Kind.FAULT, "fault", "a fault of the service; it is in its log", exception)
                : requestError;
    }

    private static @Nullable ApiException toRequestError(Exception exception) {
        if (exception instanceof HttpMessageNotReadableException unreadable) {
            return UnreadableBodyErrors.toApiException(unreadable);
        }
        if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
            return ApiException.invalid(mismatch.getName(), "is not of the right type", mismatch.getValue());
        }
        if (exception instanceof MissingServletRequestParameterException missing) {
            return ApiException.invalid(missing.getParameterName(), "required", null);
        }
        if (exception instanceof MissingServletRequestPartException missing) {
            return ApiException.invalid(missing.getRequestPartName(), "required", null);
        }
        if (exception instanceof InvalidParameterException || exception instanceof RequestRejectedException) {
            return ApiException.invalid("request", "has a path, header or parameter that is not taken", null);
        }
        if (exception instanceof MissingRequestValueException || exception instanceof MultipartException) {
            return ApiException.invalid("request", "cannot be read", null);
        }
        if (exception instanceof HttpMediaTypeNotAcceptableException) {
            return ApiException.of(Kind.NOT_ACCEPTABLE, "not_acceptable", "the answer has no accepted content type");
        }
        if (exception instanceof HttpMediaTypeException) {
            return ApiException.of(Kind.UNSUPPORTED_MEDIA_TYPE, "media_type_unsupported", "unsupported content type");
        }
        if (exception instanceof HttpRequestMethodNotSupportedException) {
            return ApiException.of(Kind.METHOD_NOT_ALLOWED, "method_not_allowed", "method not allowed");
        }
        if (exception instanceof NoResourceFoundException || exception instanceof NoHandlerFoundException) {
            return ApiException.of(Kind.NOT_FOUND, "path_not_found", "not found");
        }
        // A value that passed validation but that PostgreSQL cannot store.
        return exception instanceof DataIntegrityViolationException
                ? ApiException.invalid("request", "has a value that cannot be kept", null)
                : null;
    }

    /** Uncategorized exceptions are transaction timeouts, and writes to a read-only server during a failover. */
    private static boolean isUnavailable(Exception exception) {
        return exception instanceof TransientDataAccessException
                || exception instanceof RecoverableDataAccessException
                || exception instanceof NonTransientDataAccessResourceException
                || exception instanceof TransactionException
                || exception instanceof UncategorizedDataAccessException;
    }

    private static boolean hasCause(Throwable exception, Class<? extends Throwable> type) {
        for (Throwable at = exception; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
