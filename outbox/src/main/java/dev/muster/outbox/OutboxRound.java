package dev.muster.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a relay sends to Kafka together. The first that fails ends the producer, which goes on with what
 * stands behind it otherwise: a message that arrives behind its successors is one that consumers take for an old one.
 */
final class OutboxRound {

    /** A page that the producer has all messages of. */
    private record SentPage(OutboxLane.Page page, List<Future<RecordMetadata>> messages) {}

    private static final Duration ACKNOWLEDGED_WITHIN = OutboxProducer.DELIVERY_TIMEOUT.plusSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final List<SentPage> sent = new ArrayList<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Callback completion = (place, e) -> complete(e);

    OutboxRound(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Hands the messages of a page to the producer.
     *
     * @throws ExecutionException when one of them, or one before them, could not be sent; then nothing more is
     */
    void send(OutboxLane.Page page) throws ExecutionException {
        List<Future<RecordMetadata>> messages = new ArrayList<>();
        for (OutboxMessage message : page.messages()) {
            messages.add(send(message));
        }
        sent.add(new SentPage(page, messages));
    }

    private Future<RecordMetadata> send(OutboxMessage message) throws ExecutionException {
        Future<RecordMetadata> future;
        try {
            future = producer.send(recordOf(message), completion);
        } catch (IllegalStateException e) {
            // The producer's own thread may have ended it in the meantime.
            throwWhatFailed();
            throw e;
        }
        throwWhatFailed();
        return future;
    }

    /** Waits until Kafka has all of them. */
    void awaitAcknowledgements() throws InterruptedException, ExecutionException, TimeoutException {
        producer.flush();
        throwWhatFailed();
        for (SentPage page : sent) {
            for (Future<RecordMetadata> message : page.messages()) {
                message.get(ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** The pages that Kafka has, without those behind one that it does not have: they leave the table in their order. */
    List<OutboxLane.Page> acknowledged() {
        return sent.stream()
                .takeWhile(page -> page.messages().stream().allMatch(OutboxRound::isAcknowledged))
                .map(SentPage::page)
                .toList();
    }

    private static boolean isAcknowledged(Future<RecordMetadata> message) {
        if (!message.isDone()) {
            return false;
        }
        try {
            message.get();
            return true;
        } catch (ExecutionException | CancellationException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // also by what does not wait
            return false;
        }
    }

    /** Called by the producer's own thread, which sends nothing until this returns, or by a send that fails at once. */
    private void complete(@Nullable Exception e) {
        if (e != null && failure.compareAndSet(null, e)) {
            producer.close(Duration.ZERO);
        }
    }

    private void throwWhatFailed() throws ExecutionException {
        Exception first = failure.get();
        if (first != null) {
            throw new ExecutionException(first);
        }
    }

    private static ProducerRecord<byte[], byte[]> recordOf(OutboxMessage message) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }
}
