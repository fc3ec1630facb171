package dev.muster.ingestservice.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Accepts signs of life of agents: at most one record for each system and minute. Within a minute of an acknowledged one, the
 * answer is that of the acknowledged one. Each instance remembers its own.
 */
public final class HeartbeatAcceptor {

    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private final HeartbeatGateway gateway;
    private final Clock clock;
    private final ConcurrentMap<String, CompletableFuture<Instant>> recent = new ConcurrentHashMap<>();
    private volatile Instant forgottenAt;

    public HeartbeatAcceptor(HeartbeatGateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
        forgottenAt = clock.instant();
    }

    /**
     * Publishes a sign of life unless there is one of the last minute, and returns when Kafka has acknowledged it.
     *
     * @return when Kafka received it
     * @throws ReportNotAcknowledgedException when Kafka is unavailable
     */
    public Instant accept(String systemId) {
        Instant now = clock.instant();
        forgetOld(now);
        CompletableFuture<Instant> mine = new CompletableFuture<>();
        CompletableFuture<Instant> used =
                recent.compute(systemId, (id, known) -> known == null || isOver(known, now) ? mine : known);
        if (used != mine) {
            return resultOf(used);
        }
        try {
            mine.complete(gateway.publishHeartbeat(systemId));
        } catch (RuntimeException e) {
            recent.remove(systemId, mine);
            mine.completeExceptionally(e);
        }
        return resultOf(mine);
    }

    private static Instant resultOf(CompletableFuture<Instant> heartbeat) {
        try {
            return heartbeat.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ReportNotAcknowledgedException notAcknowledged ? notAcknowledged : e;
        }
    }

    private static boolean isOver(CompletableFuture<Instant> heartbeat, Instant now) {
        return heartbeat.isDone()
                && (heartbeat.isCompletedExceptionally()
                        || heartbeat.join().plus(REMEMBERED_FOR).isBefore(now));
    }

    /** Bounds the memory: what is over is of no use. */
    private void forgetOld(Instant now) {
        if (forgottenAt.plus(REMEMBERED_FOR).isBefore(now)) {
            forgottenAt = now;
            recent.values().removeIf(heartbeat -> isOver(heartbeat, now));
        }
    }
}
