package dev.muster.assignmentservice;

import dev.muster.assignmentservice.directory.DirectoryCommandHandler;
import dev.muster.assignmentservice.ownership.RebrandingPropagator;
import dev.muster.assignmentservice.ownership.WaitingCommandSweeper;
import dev.muster.messaging.BackgroundWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs periodic tasks: waiting and parked commands are retried or expire, and applications follow changes of their
 * organizations. Each step is one transaction; a failed step is retried at the next interval.
 */
@NullMarked
@Component
class ScheduledTasks implements BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(ScheduledTasks.class);
    private static final int THREADS = 3;

    private final WaitingCommandSweeper waiting;
    private final RebrandingPropagator rebranding;
    private final DirectoryCommandHandler directory;
    private final List<ScheduledTask> tasks;
    private final AssignmentSettings settings;
    private final TransactionTemplate transactions;
    private final Counter failures;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private final List<Future<?>> scheduled = new ArrayList<>();
    private volatile boolean running;

    ScheduledTasks(
            WaitingCommandSweeper waiting,
            RebrandingPropagator rebranding,
            DirectoryCommandHandler directory,
            List<ScheduledTask> tasks,
            AssignmentSettings settings,
            TransactionTemplate transactions,
            MeterRegistry registry) {
        this.waiting = waiting;
        this.rebranding = rebranding;
        this.directory = directory;
        this.tasks = tasks;
        this.settings = settings;
        this.transactions = transactions;
        failures = Counter.builder("muster.standing.failures")
                .description("Steps of the standing work that could not be done and were tried again")
                .register(registry);
    }

    @Override
    public void start() {
        running = true;
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("scheduled-tasks-");
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.initialize();
        Duration sweepInterval = settings.waiting().sweepInterval();
        int sweepSize = settings.waiting().sweepSize();
        repeat("expire waiting commands", sweepInterval, waiting::expire);
        repeat("catch up with waiting commands", sweepInterval, waiting::decidePresent);
        repeat("sweep parked commands", sweepInterval, () -> directory.sweep(sweepSize));
        repeat("follow organizations", settings.rebranding().pollInterval(), rebranding::step);
        tasks.forEach(one -> repeat(one.name(), one.interval(), one.step()));
    }

    private void repeat(String name, Duration interval, BooleanSupplier step) {
        scheduled.add(scheduler.scheduleWithFixedDelay(() -> runUntilDone(name, step), interval));
    }

    private void runUntilDone(String name, BooleanSupplier step) {
        try {
            boolean more = true;
            while (running && more) {
                more = Boolean.TRUE.equals(transactions.execute(status -> step.getAsBoolean()));
            }
        } catch (RuntimeException e) {
            failures.increment();
            log.warn(
                    "scheduled task failed, retrying later task=\"{}\" cause={}",
                    name,
                    e.getClass().getName());
        }
    }

    @Override
    public void stop(Duration atMost) {
        running = false;
        scheduled.forEach(step -> step.cancel(false));
        scheduled.clear();
        scheduler.setAwaitTerminationMillis(atMost.toMillis());
        scheduler.shutdown();
    }

    /**
     * A task that runs periodically, each step in its own transaction.
     *
     * @param name for the log, an imperative such as "expire waiting commands"
     * @param interval between the end of a run and the next one
     * @param step returns whether more work may be ready at once
     */
    record ScheduledTask(String name, Duration interval, BooleanSupplier step) {}
}
