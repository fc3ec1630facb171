package dev.muster.ingestservice;

import dev.muster.ingestservice.freshness.FreshnessState;
import dev.muster.ingestservice.freshness.FreshnessSweep;
import dev.muster.ingestservice.freshness.FreshnessTracker;
import dev.muster.messaging.BackgroundWork;
import dev.muster.messaging.consumer.ConsumerLag;
import dev.muster.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes the first events of systems that an earlier version has registered, and sweeps, once a minute, in transactions of
 * bounded size.
 */
@Component
class FreshnessSchedule implements BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(FreshnessSchedule.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Set<String> SIGNS_OF_LIFE = Set.of(Topics.INVENTORY_REPORTS, Topics.INVENTORY_HEARTBEATS);
    private static final int PAGE = 500;

    private final FreshnessSweep sweep;
    private final FreshnessTracker tracker;
    private final ConsumerLag lag;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile @Nullable Future<?> scheduled;
    private volatile boolean stopped;

    FreshnessSchedule(
            FreshnessSweep sweep,
            FreshnessTracker tracker,
            ConsumerLag lag,
            TransactionTemplate transaction,
            Clock clock) {
        this.sweep = sweep;
        this.tracker = tracker;
        this.lag = lag;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void start() {
        scheduler.setThreadNamePrefix("freshness-");
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.initialize();
        scheduled = scheduler.scheduleWithFixedDelay(this::runAndLogFailure, INTERVAL);
    }

    private void runAndLogFailure() {
        try {
            publishFirst();
            sweep(lag.keepsUp(SIGNS_OF_LIFE, FreshnessSweep.MAX_WAIT));
        } catch (RuntimeException e) {
            log.warn(
                    "sweep for silent systems failed, retrying in the next run: cause={}",
                    e.getClass().getName());
        }
    }

    /** Every system gets an event, so that who follows the topic knows them all. */
    private void publishFirst() {
        Optional<String> after = Optional.of("");
        while (after.isPresent() && !stopped) {
            String from = after.get();
            after = transaction.execute(status -> tracker.publishFirst(from, PAGE));
        }
    }

    void sweep(boolean keptUp) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transaction.execute(status -> sweep.plan(now, keptUp)).ifPresent(this::declare);
    }

    private void declare(FreshnessSweep.Plan plan) {
        Map<FreshnessState, Integer> published = new TreeMap<>();
        List<String> systemIds = plan.systemIds();
        for (int begin = 0; begin < systemIds.size() && !stopped; begin += PAGE) {
            List<String> page = systemIds.subList(begin, Math.min(systemIds.size(), begin + PAGE));
            transaction
                    .execute(status -> sweep.declare(plan, page))
                    .forEach((state, count) -> published.merge(state, count, Integer::sum));
        }
        if (!published.isEmpty()) {
            log.info("states of systems changed {}", published);
        }
        if (plan.holding()) {
            log.warn(
                    "a wave of silent systems is held: find out why they are silent, then release it as the runbook says");
        }
    }

    @Override
    public void stop(Duration timeout) {
        stopped = true;
        Future<?> current = scheduled;
        if (current != null) {
            current.cancel(false);
        }
        scheduler.setAwaitTerminationMillis(timeout.toMillis());
        scheduler.shutdown();
    }
}
