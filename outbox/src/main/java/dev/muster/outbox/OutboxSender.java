package dev.muster.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends pages to Kafka, each round in one transaction of the lane's transactional id, in a thread of its own: its calls
 * may block for seconds, in which the relay has to keep its database session alive.
 */
final class OutboxSender implements AutoCloseable {

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final ExecutorService thread;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;
    private volatile boolean initialized;

    /** @param producers gives transactional producers, whose initialization fences those of earlier owners of the lane */
    OutboxSender(int lane, Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "outbox-sender-" + lane);
            created.setDaemon(true);
            return created;
        });
    }

    /** Whether {@link #initialize} has succeeded. */
    boolean isInitialized() {
        return initialized;
    }

    /**
     * Fences the producers of earlier owners of the lane. To be called by its owner only, when there is something to
     * send, and before the owner makes sure that it still is the owner: one that was stopped in between must not fence
     * its successor and send.
     */
    Future<?> initialize() {
        return thread.submit(() -> {
            Producer<byte[], byte[]> created = producers.get();
            adopt(created);
            created.initTransactions();
            initialized = true;
        });
    }

    /**
     * Sends the pages, or those that it comes to before it may not go on; {@link #initialize} has succeeded before.
     *
     * @return the pages whose transaction Kafka has committed; when it fails, nothing is known about any of them, and the
     *     sender is of no more use
     */
    Future<List<OutboxLane.Page>> send(List<OutboxLane.Page> pages, BooleanSupplier mayGoOn) {
        return thread.submit(() -> sendInTransaction(pages, mayGoOn));
    }

    private List<OutboxLane.Page> sendInTransaction(List<OutboxLane.Page> pages, BooleanSupplier mayGoOn)
            throws ExecutionException {
        Producer<byte[], byte[]> open = adopted();
        AtomicReference<Exception> failure = new AtomicReference<>();
        List<OutboxLane.Page> sent = new ArrayList<>();
        open.beginTransaction();
        for (OutboxLane.Page page : pages) {
            if (!mayGoOn.getAsBoolean()) {
                break;
            }
            for (OutboxMessage message : page.messages()) {
                Future<?> unused = open.send(recordOf(message), (place, e) -> {
                    if (e != null) {
                        failure.compareAndSet(null, e);
                    }
                });
                throwWhatFailed(failure);
            }
            sent.add(page);
        }
        open.flush();
        throwWhatFailed(failure);
        open.commitTransaction();
        return sent;
    }

    private static void throwWhatFailed(AtomicReference<Exception> failure) throws ExecutionException {
        Exception first = failure.get();
        if (first != null) {
            throw new ExecutionException(first);
        }
    }

    private synchronized Producer<byte[], byte[]> adopted() {
        return requireNonNull(producer, "initialized before anything is sent");
    }

    private synchronized void adopt(Producer<byte[], byte[]> created) {
        if (closed) {
            created.close(Duration.ZERO);
            throw new KafkaException("the relay has ended in the meantime");
        }
        producer = created;
    }

    /** Ends it without waiting: what is not committed stands in the table, and the next initialization aborts it. */
    @Override
    public synchronized void close() {
        closed = true;
        thread.shutdownNow();
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }

    private static ProducerRecord<byte[], byte[]> recordOf(OutboxMessage message) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }
}
