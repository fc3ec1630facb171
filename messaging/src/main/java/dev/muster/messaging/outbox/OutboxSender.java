package dev.muster.messaging.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends pages to Kafka in a thread of its own: the calls of a producer may block for seconds, in which the relay has to
 * keep its database session alive.
 */
final class OutboxSender implements AutoCloseable {

    /**
     * What became of pages.
     *
     * @param acknowledged those of which Kafka has every message, without those behind one that it does not have: they
     *     leave the table in their order
     * @param failure of the first message that failed; the sender is of no more use then
     */
    record Sent(
            List<OutboxLane.Page> acknowledged, @Nullable Exception failure) {}

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final ExecutorService thread;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    OutboxSender(int lane, Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "outbox-sender-" + lane);
            created.setDaemon(true);
            return created;
        });
    }

    /** Sends the pages, or those that it comes to before it may not go on. */
    Future<Sent> send(List<OutboxLane.Page> pages, BooleanSupplier mayGoOn) {
        return thread.submit(() -> new Round(open()).send(pages, mayGoOn));
    }

    /**
     * The messages that are sent together. The first that fails ends the producer, which goes on with what stands behind
     * it otherwise: a message that arrives behind its successors is one that consumers take for an old one.
     */
    private static final class Round {

        private final Producer<byte[], byte[]> producer;
        private final AtomicReference<Exception> failure = new AtomicReference<>();

        Round(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        Sent send(List<OutboxLane.Page> pages, BooleanSupplier mayGoOn) {
            List<SentPage> sent = new ArrayList<>();
            for (OutboxLane.Page page : pages) {
                if (hasFailed() || !mayGoOn.getAsBoolean()) {
                    break;
                }
                SentPage next = new SentPage(page, this);
                sent.add(next);
                send(next);
            }
            if (!hasFailed()) {
                producer.flush();
            }
            List<OutboxLane.Page> acknowledged = sent.stream()
                    .takeWhile(SentPage::isAcknowledged)
                    .map(one -> one.page)
                    .toList();
            return new Sent(acknowledged, failure.get());
        }

        private void send(SentPage page) {
            for (OutboxMessage message : page.page.messages()) {
                try {
                    Future<?> unused = producer.send(recordOf(message), page);
                } catch (IllegalStateException e) {
                    // The producer's own thread may have ended it in the meantime.
                    if (!hasFailed()) {
                        throw e;
                    }
                }
                if (hasFailed()) {
                    return;
                }
            }
        }

        private boolean hasFailed() {
            return failure.get() != null;
        }

        /** Called by the producer's own thread, which sends nothing until this returns, or by a send that fails at once. */
        void fail(Exception e) {
            if (failure.compareAndSet(null, e)) {
                producer.close(Duration.ZERO);
            }
        }
    }

    /** A page that the producer has, and how many of its messages Kafka has not acknowledged. */
    private static final class SentPage implements Callback {

        private final OutboxLane.Page page;
        private final Round round;
        private final AtomicInteger missing;

        SentPage(OutboxLane.Page page, Round round) {
            this.page = page;
            this.round = round;
            this.missing = new AtomicInteger(page.messageCount());
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata place, @Nullable Exception e) {
            if (e == null) {
                missing.decrementAndGet();
            } else {
                round.fail(e);
            }
        }

        boolean isAcknowledged() {
            return missing.get() == 0;
        }
    }

    private Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> present = producer;
        return present == null ? adopt(producers.get()) : present;
    }

    private synchronized Producer<byte[], byte[]> adopt(Producer<byte[], byte[]> created) {
        if (closed) {
            created.close(Duration.ZERO);
            throw new KafkaException("the relay has ended in the meantime");
        }
        producer = created;
        return created;
    }

    /** Ends it without waiting: what is not acknowledged stands in the table. */
    @Override
    public synchronized void close() {
        closed = true;
        thread.shutdownNow();
        Producer<byte[], byte[]> present = producer;
        if (present != null) {
            present.close(Duration.ZERO);
        }
    }

    private static ProducerRecord<byte[], byte[]> recordOf(OutboxMessage message) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }
}
