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
 * Sends pages to Kafka in a thread of its own: calls of a producer may block for seconds, while the relay has to keep
 * its database session alive.
 */
final class OutboxSender implements AutoCloseable {

    /**
     * The result of sending pages.
     *
     * @param acknowledged the pages up to the first one that is not acknowledged completely: pages are deleted in order
     * @param failure of the first message that failed; the sender cannot be used any more then
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

    /** Sends the pages, as long as {@code mayContinue} returns true before each page. */
    Future<Sent> send(List<OutboxLane.Page> pages, BooleanSupplier mayContinue) {
        return thread.submit(() -> new Round(open()).send(pages, mayContinue));
    }

    /**
     * The messages that are sent together. The first failure closes the producer, which would otherwise continue with
     * the following messages: a message that arrives after its successors looks to consumers like an old one.
     */
    private static final class Round {

        private final Producer<byte[], byte[]> producer;
        private final AtomicReference<Exception> failure = new AtomicReference<>();

        Round(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        Sent send(List<OutboxLane.Page> pages, BooleanSupplier mayContinue) {
            List<SentPage> sent = new ArrayList<>();
            for (OutboxLane.Page page : pages) {
                if (hasFailed() || !mayContinue.getAsBoolean()) {
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
                    .map(sentPage -> sentPage.page)
                    .toList();
            return new Sent(acknowledged, failure.get());
        }

        private void send(SentPage page) {
            for (OutboxMessage message : page.page.messages()) {
                try {
                    Future<?> unused = producer.send(recordOf(message), page);
                } catch (IllegalStateException e) {
                    // The producer's own thread may have closed it in the meantime.
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

        /**
         * Called by the producer's own thread, which sends nothing until this returns, or by a send that fails
         * immediately.
         */
        void fail(Exception e) {
            if (failure.compareAndSet(null, e)) {
                producer.close(Duration.ZERO);
            }
        }
    }

    /** A page handed to the producer, with the number of messages that Kafka has not acknowledged. */
    private static final class SentPage implements Callback {

        private final OutboxLane.Page page;
        private final Round round;
        private final AtomicInteger unacknowledged;

        SentPage(OutboxLane.Page page, Round round) {
            this.page = page;
            this.round = round;
            this.unacknowledged = new AtomicInteger(page.messageCount());
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception e) {
            if (e == null) {
                unacknowledged.decrementAndGet();
            } else {
                round.fail(e);
            }
        }

        boolean isAcknowledged() {
            return unacknowledged.get() == 0;
        }
    }

    private Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> present = producer;
        return present == null ? adopt(producers.get()) : present;
    }

    private synchronized Producer<byte[], byte[]> adopt(Producer<byte[], byte[]> created) {
        if (closed) {
            created.close(Duration.ZERO);
            throw new KafkaException("the relay was closed");
        }
        producer = created;
        return created;
    }

    /** Does not wait for acknowledgements: pages that are not acknowledged stay in the table. */
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
