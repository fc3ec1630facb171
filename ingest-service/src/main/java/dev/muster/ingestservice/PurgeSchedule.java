package dev.muster.ingestservice;

import dev.muster.ingestservice.freshness.MissingSystemPurger;
import dev.muster.ingestservice.report.InventoryPurger;
import dev.muster.messaging.BackgroundWork;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Purges the inventory once an hour, one batch per transaction. */
@Component
class PurgeSchedule implements BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(PurgeSchedule.class);
    private static final Duration INITIAL_DELAY = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final InventoryPurger purger;
    private final MissingSystemPurger missingSystems;
    private final TransactionTemplate transaction;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile @Nullable Future<?> scheduled;
    private volatile boolean stopped;

    PurgeSchedule(InventoryPurger purger, MissingSystemPurger missingSystems, TransactionTemplate transaction) {
        this.purger = purger;
        this.missingSystems = missingSystems;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        scheduler.setThreadNamePrefix("purge-");
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.initialize();
        scheduled = scheduler.scheduleWithFixedDelay(
                this::purgeAndLogFailure, Instant.now().plus(INITIAL_DELAY), INTERVAL);
    }

    private void purgeAndLogFailure() {
        try {
            purge();
        } catch (RuntimeException e) {
            log.warn(
                    "purge failed, retrying in the next run: cause={}",
                    e.getClass().getName());
        }
    }

    void purge() {
        purge(purger::purgeBatch);
        purge(missingSystems::purgeOne);
    }

    private void purge(BooleanSupplier batch) {
        boolean hasMore = true;
        while (hasMore && !stopped) {
            hasMore = Boolean.TRUE.equals(transaction.execute(status -> batch.getAsBoolean()));
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
