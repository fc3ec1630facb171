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
 * Sends the pages of one lane to Kafka in their order and deletes them once every message of them is acknowledged. Of
 * all relays of a lane, in whatever instance, one works; the others stand by and take over when its database session
 * ends. A relay that dies in the middle sends again what was not deleted: at least once.
 *
 * <p>The server ends the session of a relay that issues no statement for 8 s, so this one issues one every second, also
 * while Kafka takes its time. What a relay had on its way when its session ended may arrive behind newer messages of the
 * next owner: it has the {@link EventRestater} look after these keys.
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

    /** How often a relay that stands by tries to own the lane, at least. */
    private static final Duration TRY_TO_OWN_EVERY = Duration.ofSeconds(2);

    /** How far apart notifications to the owner are, at least: all commits in between are one. */
    private static final Duration NOTIFY_AT_MOST_EVERY = Duration.ofMillis(5);

    /** Longer than all blocking calls of a producer in a round. */
    private static final Duration ROUND_WITHIN = Duration.ofSeconds(45);

    /** For how long a round under way may go on when the relay is closed. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final int lane;
    private final OutboxSettings settings;
    private final DataSource dataSource;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final OutboxWakeUp wakeUp;
    private final EventRestater restater;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** Pages that Kafka has and whose deletion failed: they are deleted and not sent again. */
    private final Set<Long> acknowledged = new HashSet<>();

    /** Pages that may be on their way to Kafka, and whose deletion is not final. */
    private List<OutboxLane.Page> underWay = List.of();

    private Instant underWaySince = Instant.MIN;
    private Duration retryAfter = RETRY_AFTER_AT_FIRST;
    private int pagesPerRound;
    private @Nullable Long failingAtPage;
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
        wakeUp.wake(lane);
    }

    /** Another process says that there is something to send. */
    void notified(String payload) {
        if (state == State.RELAYING && (payload.isEmpty() || payload.equals(Integer.toString(lane)))) {
            wakeUp.wake(lane);
        }
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
        try {
            relayInOneSession();
        } catch (SQLException | ExecutionException | TimeoutException e) {
            fail(e);
        }
    }

    private void relayInOneSession() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        // A producer and a session live and die together: whoever lost one may not go on with the other. The producer
        // ends first: another relay sends as soon as the session has given the lane back.
        try (OutboxLane session = OutboxLane.open(dataSource, lane);
                OutboxSender sender = new OutboxSender(lane, producers)) {
            relay(session, sender);
        } finally {
            if (!underWay.isEmpty()) {
                failingAtPage = underWay.get(0).pageId();
                // Behind the end of the producer: nothing more leaves this process.
                restater.suspect(
                        underWay.stream()
                                .flatMap(page -> page.messages().stream())
                                .toList(),
                        underWaySince);
                underWay = List.of();
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
     * Sends the pages taken, or those that it comes to before it is told to stop, and deletes what Kafka has of them; also
     * when one fails, for where the line is slow, all of them together may fail each time.
     */
    private void send(List<OutboxLane.Page> taken, OutboxLane session, OutboxSender sender)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        List<OutboxLane.Page> unsent = without(acknowledged, taken);
        @Nullable Exception failure = null;
        if (!unsent.isEmpty()) {
            underWay = unsent;
            underWaySince = clock.instant();
            OutboxSender.Sent sent = await(sender.send(unsent, this::isRunning), session);
            sent.acknowledged().forEach(page -> acknowledged.add(page.pageId()));
            failure = sent.failure();
        }
        delete(taken, session);
        underWay = failure == null ? List.of() : without(acknowledged, unsent);
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

    /** Keeps the session alive meanwhile. */
    private static <T> T await(Future<T> result, OutboxLane session)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        long deadlineNanos = System.nanoTime() + ROUND_WITHIN.toNanos();
        while (true) {
            try {
                return result.get(OutboxSessions.STATEMENT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
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
        Duration tryAgainAfter =
                settings.pollInterval().compareTo(TRY_TO_OWN_EVERY) < 0 ? settings.pollInterval() : TRY_TO_OWN_EVERY;
        if (awaitWakeUp(session, tryAgainAfter)) {
            session.notifyOwner();
            boolean unused = stopping.await(NOTIFY_AT_MOST_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the owner of the lane has sent what this relay could not send: if not, both may be unable to. */
    private static boolean isPast(@Nullable Long failedAtPage, @Nullable Long oldestPage) {
        return failedAtPage == null || oldestPage == null || oldestPage > failedAtPage;
    }

    private boolean awaitWakeUp(OutboxLane session, Duration atMost) throws SQLException, InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        long leftNanos = atMost.toNanos();
        while (leftNanos > 0 && isRunning()) {
            Duration slice = Duration.ofNanos(Math.min(leftNanos, OutboxSessions.STATEMENT_EVERY.toNanos()));
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
        retryAfter = RETRY_AFTER_AT_FIRST;
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
        retryAfter = next.compareTo(RETRY_AFTER_AT_MOST) < 0 ? next : RETRY_AFTER_AT_MOST;
    }

    private static Throwable rootOf(Throwable e) {
        Throwable cause = e.getCause();
        return e instanceof ExecutionException && cause != null ? rootOf(cause) : e;
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
