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

/** This instance's relays, one for each lane. */
public final class OutboxRelays implements AutoCloseable {

    private static final Duration TROUBLE_AFTER = Duration.ofSeconds(10);

    private final List<OutboxRelay> relays;
    private final OutboxListener listener;
    private final EventRestater restater;
    private final Clock clock;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * Relays that are not started yet; the parameters are those of {@link OutboxRelay}.
     *
     * @param restater is stopped behind them
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
        listener = new OutboxListener(dataSource, payload -> relays.forEach(relay -> relay.notified(payload)));
    }

    /** Begins to relay all lanes. */
    public void start() {
        relays.forEach(OutboxRelay::start);
        listener.start();
    }

    /** What keeps messages from leaving, for an operator: a relay that is stopped, or fails for more than 10 s. */
    public @Nullable String trouble() {
        for (OutboxRelay relay : relays) {
            Instant failingSince = relay.failingSince();
            if (relay.state() == OutboxRelay.State.STOPPED) {
                return "a relay is stopped";
            }
            if (failingSince != null && failingSince.plus(TROUBLE_AFTER).isBefore(clock.instant())) {
                return "a relay has been failing since " + failingSince;
            }
        }
        return null;
    }

    /** Lets the rounds under way end, for at most 20 s, however many there are. */
    @Override
    public void close() {
        stop(OutboxRelay.STOP_WITHIN);
    }

    /** Lets the rounds under way end, for at most the given time. Does nothing when it has been called before. */
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
