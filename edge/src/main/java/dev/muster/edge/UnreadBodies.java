package dev.muster.edge;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads what is left of a request's body once it is answered: a connection that is closed over unread bytes is reset, and
 * many senders then never see why they were refused. The server would do so too, but for as long as single bytes keep
 * coming. Here it is bounded: 20 MB, 30 s and one wait for a byte (the server's connection timeout), and 16 requests at
 * once. So slow senders, who need no credentials, cannot hold the threads that answer the others; beyond a bound the
 * connection is closed.
 */
final class UnreadBodies extends ValveBase {

    private static final int MAX_BYTES = 20 * 1024 * 1024;
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final int AT_ONCE = 16;

    private final long withinNanos;
    private final Semaphore atOnce = new Semaphore(AT_ONCE);

    UnreadBodies() {
        this(WITHIN);
    }

    UnreadBodies(Duration within) {
        super(true);
        withinNanos = within.toNanos();
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        org.apache.coyote.Request body = request.getCoyoteRequest();
        if (request.isAsync() || body.isFinished() || isInError(body)) {
            return;
        }
        response.finishResponse();
        if (!readRest(body)) {
            body.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** Then the connection is closed anyway, and what a body would be may not even be known. */
    private static boolean isInError(org.apache.coyote.Request body) {
        AtomicBoolean error = new AtomicBoolean();
        body.action(ActionCode.IS_ERROR, error);
        return error.get();
    }

    private boolean readRest(org.apache.coyote.Request body) {
        if (!atOnce.tryAcquire()) {
            return false;
        }
        try {
            Discarded discarded = new Discarded();
            long start = System.nanoTime();
            long read = 0;
            for (int count = body.doRead(discarded); count >= 0; count = body.doRead(discarded)) {
                read += count;
                if (read > MAX_BYTES || System.nanoTime() - start > withinNanos) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            atOnce.release();
        }
    }

    /** Where the server leaves the bytes that it has read. */
    private static final class Discarded implements ApplicationBufferHandler {

        private ByteBuffer bytes = EMPTY_BUFFER;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // The server's own buffer is handed over, whatever its size.
        }
    }
}
