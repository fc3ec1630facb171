package dev.muster.messaging.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** The relays of this instance, one for each lane. */
public final class OutboxRelays implements AutoCloseable {

    private static final Duration PROBLEM_AFTER = Duration.ofSeconds(10);

    private final List<OutboxRelay> relays;
    private final OutboxListener listener;
    private final EventRestater restater;
    private final Clock clock;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * Not started yet. The parameters are those of {@link OutboxRelay}.
     *
     * @param restater is stopped after the relays
     */
    public OutboxRelays(
            OutboxSettings settings,
            DataSource dataSource,
            Supplier<Producer<byte[], byte[]>> producers,
            OutboxWakeUp wakeUp,
            EventRestater restater,
            Clock clock) {
        this.restater = restater;
        this.clock = clock;
        relays = IntStream.range(0, settings.lanes())
                .mapToObj(lane -> new OutboxRelay(lane, settings, dataSource, producers, wakeUp, restater, clock))
                .toList();
        listener = new OutboxListener(dataSource, payload -> relays.forEach(relay -> relay.onNotification(payload)));
    }

    public void start() {
        relays.forEach(OutboxRelay::start);
        listener.start();
    }

    /**
     * The problem, for an operator: a relay that is stopped or has been failing for more than 10 s; null when there is
     * none.
     */
    public @Nullable String problem() {
        for (OutboxRelay relay : relays) {
            Instant failingSince = relay.failingSince();
            if (relay.state() == OutboxRelay.State.STOPPED) {
                return "a relay is stopped";
            }
            if (failingSince != null && failingSince.plus(PROBLEM_AFTER).isBefore(clock.instant())) {
                return "a relay has been failing since " + failingSince;
            }
        }
        return null;
    }

    /** Waits for the current rounds of all relays, together for at most 20 s. */
    @Override
    public void close() {
        stop(OutboxRelay.STOP_TIMEOUT);
    }

    /** Waits for the current rounds of all relays, together for at most the given time. Repeated calls do nothing. */
    public void stop(Duration atMost) {
        if (stopped.getAndSet(true)) {
            return;
        }
        listener.stop();
        relays.forEach(OutboxRelay::stop);
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        relays.forEach(relay -> relay.awaitEnd(deadlineNanos));
        restater.stop(deadlineNanos);
    }
}
