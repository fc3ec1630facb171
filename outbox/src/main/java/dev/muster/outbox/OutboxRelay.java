package dev.muster.outbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the pages of one lane to Kafka in their order and deletes them once every message of them is acknowledged. Of
 * all relays of a lane, in whatever instance, one works; the others stand by and take over when its database session
 * ends. A relay that dies in the middle sends again what was not deleted: at least once.
 */
public final class OutboxRelay implements AutoCloseable {

    /** What a relay is doing. */
    public enum State {
        /** Not started, or closed. */
        STOPPED,
        /** Another instance has the lane. */
        STANDING_BY,
        /** It has the lane and sends. */
        RELAYING,
        /** The database or the broker fails; it tries again. */
        FAILING
    }

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration RETRY_AFTER_AT_FIRST = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER_AT_MOST = Duration.ofSeconds(16);
    private static final Duration LOOK_FOR_STOP_EVERY = Duration.ofMillis(200);

    private static final long NO_PAGE = -1;

    /** For how long a round under way may go on when the relay is closed. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final int lane;
    private final OutboxSettings settings;
    private final DataSource dataSource;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    /** Pages that Kafka has and whose deletion failed: they are deleted and not sent again. */
    private final Set<Long> acknowledged = new HashSet<>();

    /** The last page that could not be sent. */
    private long lastFailedPage = NO_PAGE;

    private Duration retryAfter = RETRY_AFTER_AT_FIRST;
    private volatile State state = State.STOPPED;
    private volatile @Nullable Instant failingSince;

    /**
     * A relay that is not started yet.
     *
     * @param dataSource gives sessions of their own, not pooled ones: the lane is held by the session
     * @param producers gives a producer as {@link OutboxProducer} configures it; closed by the relay
     */
    public OutboxRelay(
            int lane,
            OutboxSettings settings,
            DataSource dataSource,
            Supplier<Producer<byte[], byte[]>> producers,
            Clock clock) {
        this.lane = lane;
        this.settings = settings;
        this.dataSource = dataSource;
        this.producers = producers;
        this.clock = clock;
        this.thread = new Thread(this::run, "outbox-relay-" + lane);
    }

    /** Begins to relay, in a thread of its own. */
    public void start() {
        state = State.STANDING_BY;
        thread.start();
    }

    /** What it is doing; {@link State#STOPPED} also when its thread died. */
    public State state() {
        return thread.isAlive() ? state : State.STOPPED;
    }

    /** Since when it fails without a success in between; null when it does not. */
    public @Nullable Instant failingSince() {
        return failingSince;
    }

    /** Lets the round under way end, for at most 20 s. */
    @Override
    public void close() {
        stop();
        awaitEnd(System.nanoTime() + STOP_WITHIN.toNanos());
    }

    /** Tells it that the page under way is the last one to be sent. */
    void stop() {
        stopping.countDown();
    }

    /**
     * Waits until it has ended, and interrupts it when it has not in time.
     *
     * @param deadlineNanos by {@link System#nanoTime()}
     */
    void awaitEnd(long deadlineNanos) {
        try {
            // Not 0, which is for ever.
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime())));
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (isRunning()) {
                relayUntilItFails();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relayUntilItFails() throws InterruptedException {
        // A producer and a session live and die together: whoever lost one may not go on with the other. The producer
        // ends first: another relay sends as soon as the session has given the lane back.
        try (OutboxLane session = OutboxLane.open(dataSource, lane);
                Sender sender = new Sender(producers.get())) {
            relay(session, sender.producer());
        } catch (SQLException | KafkaException | ExecutionException | TimeoutException e) {
            fail(e);
        }
    }

    /** A producer that is closed without waiting: what it has not sent stands in the table. */
    private record Sender(Producer<byte[], byte[]> producer) implements AutoCloseable {

        @Override
        public void close() {
            producer.close(Duration.ZERO);
        }
    }

    private void relay(OutboxLane session, Producer<byte[], byte[]> producer)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        while (isRunning()) {
            if (!session.tryOwn()) {
                state = State.STANDING_BY;
                // Giving the lane up cures nothing: what could not be sent has to have left, whoever sent it.
                if (failingSince != null && !session.hasPageUpTo(lastFailedPage)) {
                    failingSince = null;
                }
                awaitWakeUp(session);
                continue;
            }
            List<OutboxLane.Page> pages = session.take(settings.pagesPerRead());
            send(pages, session, producer);
            state = State.RELAYING;
            failingSince = null;
            lastFailedPage = NO_PAGE;
            retryAfter = RETRY_AFTER_AT_FIRST;
            if (OutboxLane.areAll(pages, settings.pagesPerRead())) {
                acknowledged.clear();
                awaitWakeUp(session);
            }
        }
    }

    private void awaitWakeUp(OutboxLane session) throws SQLException {
        Instant until = clock.instant().plus(settings.pollInterval());
        boolean woken = false;
        while (!woken && isRunning() && clock.instant().isBefore(until)) {
            woken = session.awaitWakeUp(LOOK_FOR_STOP_EVERY);
        }
    }

    /**
     * Sends the pages taken, or those that it comes to before it is told to stop, and deletes what Kafka has of them; also
     * when it fails, for where the line is slow, all of them together may fail each time.
     */
    private void send(List<OutboxLane.Page> pages, OutboxLane session, Producer<byte[], byte[]> producer)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        OutboxRound round = new OutboxRound(producer);
        try {
            for (OutboxLane.Page page : pages) {
                if (!isRunning()) {
                    break;
                }
                if (!acknowledged.contains(page.pageId())) {
                    round.send(page);
                }
            }
            round.awaitAcknowledgements();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            lastFailedPage =
                    pages.isEmpty() ? NO_PAGE : pages.get(pages.size() - 1).pageId();
            throw e;
        } finally {
            round.acknowledged().forEach(page -> acknowledged.add(page.pageId()));
            delete(pages, session);
        }
    }

    private void delete(List<OutboxLane.Page> taken, OutboxLane session) throws SQLException {
        List<OutboxLane.Page> sent = taken.stream()
                .filter(page -> acknowledged.contains(page.pageId()))
                .toList();
        if (sent.size() == taken.size()) {
            session.commit();
        } else {
            session.release(sent);
        }
        sent.forEach(page -> acknowledged.remove(page.pageId()));
    }

    private void fail(Exception e) throws InterruptedException {
        if (failingSince == null) {
            failingSince = clock.instant();
        }
        state = State.FAILING;
        log.warn("outbox relay failed lane={} retryAfter={} cause={}", lane, retryAfter, e.toString());
        stopping.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS);
        Duration next = retryAfter.multipliedBy(2);
        retryAfter = next.compareTo(RETRY_AFTER_AT_MOST) < 0 ? next : RETRY_AFTER_AT_MOST;
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
