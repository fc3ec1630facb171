package dev.muster.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Reads the rest of a request body after the response: closing a connection with unread bytes resets it, and many
 * clients then never see the error response. Tomcat would read too, but as long as single bytes keep arriving. This
 * class limits it to 20 MB, a duration plus one wait for a byte (the connection timeout), and 16 requests at once.
 * Beyond a limit the connection is closed, so that slow clients, which need no credentials, cannot occupy all request
 * threads.
 */
final class RequestBodyDrainer implements Adapter {

    private static final int MAX_BYTES = 20 * 1024 * 1024;
    private static final int MAX_CONCURRENT = 16;

    private final Adapter delegate;
    private final long timeoutNanos;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

    RequestBodyDrainer(Adapter delegate, Duration timeout) {
        this.delegate = delegate;
        timeoutNanos = timeout.toNanos();
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        delegate.service(request, response);
        // After an error the connection is closed anyway, and the length of the body may not be known.
        if (request.isFinished() || query(ActionCode.ASYNC_IS_ASYNC, request) || query(ActionCode.IS_ERROR, request)) {
            return;
        }
        if (!readRest(request)) {
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean query(ActionCode code, Request request) {
        AtomicBoolean result = new AtomicBoolean();
        request.action(code, result);
        return result.get();
    }

    private boolean readRest(Request request) {
        if (!permits.tryAcquire()) {
            return false;
        }
        try {
            Discarded discarded = new Discarded();
            long start = System.nanoTime();
            long read = 0;
            for (int count = request.doRead(discarded); count >= 0; count = request.doRead(discarded)) {
                read += count;
                if (read > MAX_BYTES || System.nanoTime() - start > timeoutNanos) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            permits.release();
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return delegate.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        return delegate.asyncDispatch(request, response, status);
    }

    @Override
    public void log(Request request, Response response, long time) {
        delegate.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        delegate.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return delegate.getDomain();
    }

    /** Receives the buffer with the bytes that the server has read. */
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
            // The server passes its own buffer, so nothing needs to grow.
        }
    }
}
