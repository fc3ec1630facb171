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
 * Reads what is left of a request's body once it is answered: a connection that is closed over unread bytes is reset, and
 * many senders then never see why they were refused. The server would do so too, but for as long as single bytes keep
 * coming. Here it is bounded: 20 MB, a time and one wait for a byte (the server's connection timeout), and 16 requests at
 * once. So slow senders, who need no credentials, cannot hold the threads that answer the others; beyond a bound the
 * connection is closed.
 */
final class RequestBodyDrainer implements Adapter {

    private static final int MAX_BYTES = 20 * 1024 * 1024;
    private static final int AT_ONCE = 16;

    private final Adapter answers;
    private final long withinNanos;
    private final Semaphore atOnce = new Semaphore(AT_ONCE);

    RequestBodyDrainer(Adapter answers, Duration within) {
        this.answers = answers;
        withinNanos = within.toNanos();
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        answers.service(request, response);
        // In error the connection is closed anyway, and what a body would be may not even be known.
        if (request.isFinished() || is(ActionCode.ASYNC_IS_ASYNC, request) || is(ActionCode.IS_ERROR, request)) {
            return;
        }
        if (!readRest(request)) {
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean is(ActionCode question, Request request) {
        AtomicBoolean answer = new AtomicBoolean();
        request.action(question, answer);
        return answer.get();
    }

    private boolean readRest(Request request) {
        if (!atOnce.tryAcquire()) {
            return false;
        }
        try {
            Discarded discarded = new Discarded();
            long start = System.nanoTime();
            long read = 0;
            for (int count = request.doRead(discarded); count >= 0; count = request.doRead(discarded)) {
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

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return answers.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        return answers.asyncDispatch(request, response, status);
    }

    @Override
    public void log(Request request, Response response, long time) {
        answers.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        answers.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return answers.getDomain();
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
