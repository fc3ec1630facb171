package dev.muster.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.ExceptionUtils;

/**
 * Answers requests that the server itself rejects, such as a malformed request line, with JSON instead of a page in HTML. Requests
 * that reach a route are answered by the route.
 */
public final class ErrorPages extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        byte[] body = ("{\"code\":" + status + ",\"message\":\"" + message(status) + "\",\"data\":{}}")
                .getBytes(StandardCharsets.UTF_8);
        try {
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            ExceptionUtils.handleThrowable(e);
        }
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> "the request line or a header cannot be read";
            case 404 -> "not found";
            case 405, 501 -> "method not allowed";
            case 413 -> "the body is larger than is taken";
            case 414, 431 -> "the request line or the headers are larger than is taken";
            default -> status < 500 ? "the request is not taken" : "a fault of the service; it is in its log";
        };
    }
}
