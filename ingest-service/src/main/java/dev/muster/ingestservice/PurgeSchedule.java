package dev.muster.ingestservice;

import dev.muster.ingestservice.report.InventoryPurger;
import dev.muster.messaging.BackgroundWork;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Purges once an hour, a step a transaction. */
@Component
class PurgeSchedule implements BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(PurgeSchedule.class);
    private static final Duration FIRST_AFTER = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    private final InventoryPurger purge;
    private final TransactionTemplate transaction;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile @Nullable Future<?> scheduled;
    private volatile boolean stopped;

    PurgeSchedule(InventoryPurger purge, TransactionTemplate transaction) {
        this.purge = purge;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        scheduler.setThreadNamePrefix("purge-");
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.initialize();
        scheduled = scheduler.scheduleWithFixedDelay(
                this::purgeOrTell, Instant.now().plus(FIRST_AFTER), EVERY);
    }

    private void purgeOrTell() {
        try {
            purge();
        } catch (RuntimeException e) {
            log.warn("could not purge, trying again later: {}", e.getClass().getName());
        }
    }

    void purge() {
        boolean more = true;
        while (more && !stopped) {
            more = Boolean.TRUE.equals(transaction.execute(status -> purge.step()));
        }
    }

    @Override
    public void stop(Duration atMost) {
        stopped = true;
        Future<?> next = scheduled;
        if (next != null) {
            next.cancel(false);
        }
        scheduler.setAwaitTerminationMillis(atMost.toMillis());
        scheduler.shutdown();
    }
}
