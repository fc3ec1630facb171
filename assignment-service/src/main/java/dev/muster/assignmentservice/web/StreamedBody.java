package dev.muster.assignmentservice.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;

/** Writes bodies that are sent while they are read from the database. */
public final class StreamedBody {

    /** Writes a body; may fail when a part of it is sent. */
    public interface Body {

        void write() throws IOException;
    }

    private StreamedBody() {}

    /**
     * Writes a body. If that fails after the beginning of the response is sent, the failure is logged and the connection
     * closed without the end of the body, so that nobody takes the part for the whole.
     *
     * @throws CloseNowException makes the server close the connection
     */
    public static void write(HttpServletResponse response, Body body) throws IOException {
        try {
            body.write();
        } catch (IOException | RuntimeException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            ErrorFormat.log(FrameworkErrors.toApiException(e), e);
            throw new CloseNowException();
        }
    }
}
