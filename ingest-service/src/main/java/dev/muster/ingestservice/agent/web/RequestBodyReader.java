package dev.muster.ingestservice.agent.web;

import static dev.muster.ingestservice.agent.web.UploadSettings.MAX_BODY_BYTES;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Reads request bodies, bounded in size and time. */
final class RequestBodyReader {

    /** Agents allow three minutes for the whole call. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(150);

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int SMALL_BODY_BYTES = 256 * 1024;
    private static final String TOO_LARGE = "the request body is larger than 10 MB";

    private RequestBodyReader() {}

    /**
     * Reads the whole body. Up to {@link #SMALL_BODY_BYTES}, memory is reserved as the bytes arrive, so that slow clients do
     * not block others. Then the rest of the content length is reserved at once, so that large uploads do not deadlock, each
     * with a part of the memory.
     */
    static byte[] read(HttpServletRequest request, UploadMemory.Reservation reservation) throws AgentApiException {
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            throw AgentApiException.tooLarge(TOO_LARGE);
        }
        int contentLength = request.getContentLength() < 0 ? MAX_BODY_BYTES : request.getContentLength();
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream(BUFFER_BYTES);
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = request.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (body.size() + count > MAX_BODY_BYTES) {
                    throw AgentApiException.tooLarge(TOO_LARGE);
                }
                int received = body.size() + count;
                if (received > reservation.bytes()) {
                    reservation.reserve(received <= SMALL_BODY_BYTES ? count : contentLength - reservation.bytes());
                }
                body.write(buffer, 0, count);
                if (System.nanoTime() - start > READ_TIMEOUT.toNanos()) {
                    throw AgentApiException.tooSlow();
                }
            }
        } catch (IOException e) {
            throw e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException
                    ? AgentApiException.tooSlow()
                    : AgentApiException.invalid("body", "ended before it was complete", "");
        }
        return body.toByteArray();
    }
}
