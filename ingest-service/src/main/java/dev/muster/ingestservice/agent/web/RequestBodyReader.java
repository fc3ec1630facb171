package dev.muster.ingestservice.agent.web;

import static dev.muster.ingestservice.agent.web.UploadSettings.MAX_BODY_BYTES;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Reads a body, bounded in bytes and in time. */
final class RequestBodyReader {

    /** Three minutes are what agents allow for the whole call. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(150);

    private static final int STEP_BYTES = 64 * 1024;
    private static final int SMALL_BYTES = 256 * 1024;
    private static final String TOO_LARGE = "the request body is larger than 10 MB";

    private RequestBodyReader() {}

    /**
     * All of it. Of a small one, and of the beginning of a large one, the bytes take room as they arrive, so that slow
     * senders do not keep others out; then all the rest that is announced does at once, so that many large ones do not wait
     * for each other, each with a part of the room.
     */
    static byte[] read(HttpServletRequest request, UploadMemory.Room room) throws AgentApiException {
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            throw AgentApiException.tooLarge(TOO_LARGE);
        }
        int announced = request.getContentLength() < 0 ? MAX_BODY_BYTES : request.getContentLength();
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream(STEP_BYTES);
        byte[] step = new byte[STEP_BYTES];
        try {
            InputStream in = request.getInputStream();
            for (int count = in.read(step); count >= 0; count = in.read(step)) {
                if (body.size() + count > MAX_BODY_BYTES) {
                    throw AgentApiException.tooLarge(TOO_LARGE);
                }
                int arrived = body.size() + count;
                if (arrived > room.taken()) {
                    room.take(arrived <= SMALL_BYTES ? count : announced - room.taken());
                }
                body.write(step, 0, count);
                if (System.nanoTime() - start > READ_WITHIN.toNanos()) {
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
