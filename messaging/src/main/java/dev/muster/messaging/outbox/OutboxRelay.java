package dev.muster.messaging.outbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the pages of one lane to Kafka in order and deletes each page after all its messages are acknowledged. Of all
 * relays of a lane, in all instances, one is active; the others stand by and take over when its database session ends.
 * Delivery is at least once: after a crash, pages that were not deleted are sent again.
 *
 * <p>The server ends the session of a relay that issues no statement for 8 s, so the relay issues one every second,
 * also while it waits for Kafka. Messages in flight when the session ends may arrive after newer messages of the next
 * owner; the {@link EventRestater} checks their keys.
 */
final class OutboxRelay implements AutoCloseable {

    /** The state of a relay. */
    enum State {
        /** Not started, or closed. */
        STOPPED,
        /** Another instance owns the lane. */
        STANDING_BY,
        /** This instance owns the lane and sends. */
        RELAYING,
        /** The database or the broker fails; the relay retries. */
        FAILING
    }

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration FIRST_RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(16);

    /** The maximum interval at which a relay in standby tries to own the lane. */
    private static final Duration OWN_RETRY_INTERVAL = Duration.ofSeconds(2);

    /** The minimum interval between notifications to the owner; commits in between share one. */
    private static final Duration NOTIFY_INTERVAL = Duration.ofMillis(5);

    /** Longer than all blocking calls of a producer in a round. */
    private static final Duration ROUND_TIMEOUT = Duration.ofSeconds(45);

    /** How long {@link #close()} waits for the current round. */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final int lane;
    private final OutboxSettings settings;
    private final DataSource dataSource;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final OutboxWakeUp wakeUp;
    private final EventRestater restater;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** Pages that Kafka has acknowledged and whose deletion failed: they are deleted without being sent again. */
    private final Set<Long> acknowledged = new HashSet<>();

    /** Pages that may be in flight to Kafka, and whose deletion is not committed. */
    private List<OutboxLane.Page> inFlight = List.of();

    private Instant inFlightSince = Instant.MIN;
    private Duration retryAfter = FIRST_RETRY_DELAY;
    private int pagesPerRound;
    private @Nullable Long failingAtPage;
    private volatile State state = State.STOPPED;
    private volatile @Nullable Instant failingSince;

    /**
     * Not started yet.
     *
     * @param dataSource returns sessions that are not pooled: the session holds the lock of the lane
     * @param producers returns a producer configured by {@link OutboxProducer}; the relay closes it
     */
    OutboxRelay(
            int lane,
            OutboxSettings settings,
            DataSource dataSource,
            Supplier<Producer<byte[], byte[]>> producers,
            OutboxWakeUp wakeUp,
            EventRestater restater,
            Clock clock) {
        this.lane = lane;
        this.settings = settings;
        this.dataSource = dataSource;
        this.producers = producers;
        this.wakeUp = wakeUp;
        this.restater = restater;
        this.clock = clock;
        this.pagesPerRound = settings.pagesPerRead();
        this.thread = new Thread(this::run, "outbox-relay-" + lane);
    }

    /** Starts the relay's thread. */
    void start() {
        state = State.STANDING_BY;
        thread.start();
    }

    /** {@link State#STOPPED} also when its thread has died. */
    State state() {
        return thread.isAlive() ? state : State.STOPPED;
    }

    /** The time of the first failure since the last success; null when there is none. */
    @Nullable
    Instant failingSince() {
        return failingSince;
    }

    /** Waits for the current round, for at most 20 s. */
    @Override
    public void close() {
        stop();
        awaitEnd(System.nanoTime() + STOP_TIMEOUT.toNanos());
    }

    /** Asks the relay to stop after the current page. */
    void stop() {
        stopping.countDown();
        wakeUp.wake(lane);
    }

    /** Handles a notification of another process that there is something to send. */
    void onNotification(String payload) {
        if (state == State.RELAYING && (payload.isEmpty() || payload.equals(Integer.toString(lane)))) {
            wakeUp.wake(lane);
        }
    }

    /**
     * Waits until the relay has ended, and interrupts it at the deadline.
     *
     * @param deadlineNanos by {@link System#nanoTime()}
     */
    void awaitEnd(long deadlineNanos) {
        try {
            // A join with 0 would wait without a limit.
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
        try {
            relayInOneSession();
        } catch (SQLException | ExecutionException | TimeoutException e) {
            fail(e);
        }
    }

    private void relayInOneSession() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        // A producer and a session are closed together: a relay that lost one must not use the other. The producer is
        // closed first, because another relay sends as soon as the session has released the lane.
        try (OutboxLane session = OutboxLane.open(dataSource, lane);
                OutboxSender sender = new OutboxSender(lane, producers)) {
            relay(session, sender);
        } finally {
            if (!inFlight.isEmpty()) {
                failingAtPage = inFlight.get(0).pageId();
                // After the producer is closed, this process sends nothing more.
                restater.suspect(
                        inFlight.stream()
                                .flatMap(page -> page.messages().stream())
                                .toList(),
                        inFlightSince);
                inFlight = List.of();
            }
        }
    }

    private void relay(OutboxLane session, OutboxSender sender)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        while (isRunning()) {
            if (session.tryOwn()) {
                relayRound(session, sender);
            } else {
                standBy(session);
            }
        }
    }

    private void relayRound(OutboxLane session, OutboxSender sender)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        List<OutboxLane.Page> taken = session.take(pagesPerRound);
        boolean all = OutboxLane.areAll(taken, pagesPerRound);
        send(taken, session, sender);
        pagesPerRound = Math.min(2 * pagesPerRound, settings.pagesPerRead());
        state = State.RELAYING;
        succeed();
        if (all) {
            acknowledged.clear();
            awaitWakeUp(session, settings.pollInterval());
        }
    }

    /**
     * Sends the taken pages, or those that it reaches before it is stopped, and deletes those that Kafka has
     * acknowledged. It deletes these also when one fails: on a slow network, all pages together might fail each time.
     */
    private void send(List<OutboxLane.Page> taken, OutboxLane session, OutboxSender sender)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        List<OutboxLane.Page> unsent = without(acknowledged, taken);
        @Nullable Exception failure = null;
        if (!unsent.isEmpty()) {
            inFlight = unsent;
            inFlightSince = clock.instant();
            OutboxSender.Sent sent = await(sender.send(unsent, this::isRunning), session);
            sent.acknowledged().forEach(page -> acknowledged.add(page.pageId()));
            failure = sent.failure();
        }
        delete(taken, session);
        inFlight = failure == null ? List.of() : without(acknowledged, unsent);
        acknowledged.removeAll(taken.stream().map(OutboxLane.Page::pageId).toList());
        if (failure != null) {
            pagesPerRound = Math.max(1, pagesPerRound / 2);
            throw new ExecutionException(failure);
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
    }

    private static List<OutboxLane.Page> without(Set<Long> ids, List<OutboxLane.Page> pages) {
        return pages.stream().filter(page -> !ids.contains(page.pageId())).toList();
    }

    /** Waits for the result and keeps the session alive. */
    private static <T> T await(Future<T> result, OutboxLane session)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        long deadlineNanos = System.nanoTime() + ROUND_TIMEOUT.toNanos();
        while (true) {
            try {
                return result.get(OutboxSessions.STATEMENT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadlineNanos) {
                    throw e;
                }
                session.keepAlive();
            }
        }
    }

    private void standBy(OutboxLane session) throws SQLException, InterruptedException {
        state = State.STANDING_BY;
        if (failingSince != null && isPast(failingAtPage, session.oldestPage())) {
            succeed();
        }
        Duration tryAgainAfter = settings.pollInterval().compareTo(OWN_RETRY_INTERVAL) < 0
                ? settings.pollInterval()
                : OWN_RETRY_INTERVAL;
        if (awaitWakeUp(session, tryAgainAfter)) {
            session.notifyOwner();
            boolean unused = stopping.await(NOTIFY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Whether the owner of the lane has sent the page that this relay could not send; otherwise both may be failing.
     */
    private static boolean isPast(@Nullable Long failedAtPage, @Nullable Long oldestPage) {
        return failedAtPage == null || oldestPage == null || oldestPage > failedAtPage;
    }

    private boolean awaitWakeUp(OutboxLane session, Duration atMost) throws SQLException, InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        long leftNanos = atMost.toNanos();
        while (leftNanos > 0 && isRunning()) {
            Duration slice = Duration.ofNanos(Math.min(leftNanos, OutboxSessions.STATEMENT_INTERVAL.toNanos()));
            if (wakeUp.await(lane, slice)) {
                return isRunning();
            }
            session.keepAlive();
            leftNanos = deadlineNanos - System.nanoTime();
        }
        return false;
    }

    private void succeed() {
        failingSince = null;
        failingAtPage = null;
        retryAfter = FIRST_RETRY_DELAY;
    }

    private void fail(Exception e) throws InterruptedException {
        if (failingSince == null) {
            failingSince = clock.instant();
        }
        state = State.FAILING;
        log.warn(
                "outbox relay failed lane={} retryAfter={} cause={}",
                lane,
                retryAfter,
                rootOf(e).toString());
        boolean unused = stopping.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS);
        Duration next = retryAfter.multipliedBy(2);
        retryAfter = next.compareTo(MAX_RETRY_DELAY) < 0 ? next : MAX_RETRY_DELAY;
    }

    private static Throwable rootOf(Throwable e) {
        Throwable cause = e.getCause();
        return e instanceof ExecutionException && cause != null ? rootOf(cause) : e;
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
