package dev.muster.cli.collect;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.inventory.InventoryReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Reports the inventory at once and then every interval, until it is stopped. Each report is written to the spool, then
 * the reports of the spool are sent, oldest first, and deleted when Muster has them. A report that the spool cannot take
 * is kept in memory and sent after those in the spool. What fails is tried again, with pauses that grow.
 */
public final class ContinuousCollector {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** The machine may sleep meanwhile, which the wait does not notice. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Supplier<InventoryReport> inventory;
    private final SpoolOpener spools;
    private final ReportSender sender;
    private final CollectorLog log;
    private final Schedule schedule;
    private final Backoff backoff;
    private final Duration longestWait;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Spool spool;
    private @Nullable EncodedReport unspooled;
    /** Zero if the last attempt succeeded. */
    private Duration pause = Duration.ZERO;

    private long failedNanos;
    private String diskProblem = "";
    private String deliveryProblem = "";
    private String collectionProblem = "";

    /** Opens the spool, which fails while the disk cannot be written. */
    @FunctionalInterface
    interface SpoolOpener {
        Spool open() throws IOException;
    }

    ContinuousCollector(
            Supplier<InventoryReport> inventory,
            SpoolOpener spools,
            ReportSender sender,
            CollectorLog log,
            Schedule schedule,
            Backoff backoff,
            Duration longestWait) {
        this.inventory = inventory;
        this.spools = spools;
        this.sender = sender;
        this.log = log;
        this.schedule = schedule;
        this.backoff = backoff;
        this.longestWait = longestWait;
    }

    /**
     * Creates a collector.
     *
     * @param inventory collects the inventory of the host
     * @param every the interval of the reports
     */
    public static ContinuousCollector create(
            Supplier<InventoryReport> inventory,
            SpoolSettings spool,
            ReportSender sender,
            CollectorLog log,
            Duration every) {
        RandomGenerator random = RandomGenerator.getDefault();
        return new ContinuousCollector(
                inventory,
                () -> Spool.open(spool.folder(), spool.maxBytes(), log::warning),
                sender,
                log,
                new Schedule(every, Clock.systemUTC(), random),
                new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random),
                LONGEST_WAIT);
    }

    /**
     * Runs until {@link #stop} or an interrupt. Reports that were not sent by then stay in the spool.
     *
     * @throws CliException if the first inventory cannot be collected, or another collector uses the spool
     */
    public void run() {
        try {
            openSpool();
            collect();
            while (!isStopping()) {
                if (untilRetry().isNegative() || untilRetry().isZero()) {
                    deliverAll();
                }
                Duration untilNext = schedule.remaining();
                if (await(pause.isZero() ? untilNext : shorter(untilNext, untilRetry()))) {
                    return;
                }
                if (schedule.isDue()) {
                    collectAgain();
                }
            }
        } finally {
            sender.release();
            closeSpool();
            stopped.countDown();
        }
    }

    /** Ends {@link #run}, after the report that is being sent; waits for the end, but not longer than the limit. */
    public void stop(Duration limit) {
        stopping.countDown();
        try {
            if (!stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warning("a report is still being sent; it stays in the spool");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Zero or less when reports may be sent. */
    private Duration untilRetry() {
        return pause.isZero() ? pause : pause.minusNanos(System.nanoTime() - failedNanos);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Returns whether the collector is to stop. */
    private boolean await(Duration length) {
        try {
            return stopping.await(shorter(length, longestWait).toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void collect() {
        EncodedReport report = EncodedReport.of(inventory.get());
        schedule.restart();
        save(report);
    }

    private void collectAgain() {
        try {
            collect();
            if (!collectionProblem.isEmpty()) {
                log.warning("reports are made again");
                collectionProblem = "";
            }
        } catch (CliException e) {
            schedule.restart();
            String problem = "no report in this interval, trying again after the next: " + e.getMessage();
            if (!problem.equals(collectionProblem)) {
                log.warning(problem);
                collectionProblem = problem;
            }
        }
    }

    private void save(EncodedReport report) {
        EncodedReport older = unspooled;
        unspooled = report;
        openSpool();
        Spool open = spool;
        if (open != null) {
            try {
                open.add(report);
                unspooled = null;
                diskWorks();
            } catch (IOException e) {
                diskFails(e);
            }
        }
        if (older != null) {
            log.warning("a report that is neither sent nor on disk is dropped: a newer one replaces what it says");
        }
    }

    private void openSpool() {
        if (spool == null) {
            try {
                spool = spools.open();
            } catch (IOException e) {
                diskFails(e);
            }
        }
    }

    private void closeSpool() {
        Spool open = spool;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                diskFails(e);
            }
        }
    }

    private void diskFails(IOException e) {
        String problem =
                "cannot write to the spool, so reports are sent directly and not kept if that fails: " + Cause.of(e);
        if (!problem.equals(diskProblem)) {
            log.warning(problem);
            diskProblem = problem;
        }
    }

    private void diskWorks() {
        if (!diskProblem.isEmpty()) {
            log.warning("the spool can be written again");
            diskProblem = "";
        }
    }

    /** Sends all reports. Sets the {@link #pause} until the next attempt if one was not accepted. */
    private void deliverAll() {
        try {
            deliverSpool();
            EncodedReport last = unspooled;
            if (last != null && !isStopping()) {
                deliver(last, () -> unspooled = null, reason -> {
                    unspooled = null;
                    log.warning("a report is not sent again, because it was refused: " + reason);
                });
            }
            if (!deliveryProblem.isEmpty() && !isStopping()) {
                log.warning("reports are accepted again");
                deliveryProblem = "";
            }
            backoff.reset();
            pause = Duration.ZERO;
        } catch (DeliveryException e) {
            Duration next = backoff.next();
            pause = next.compareTo(e.retryAfter()) > 0 ? next : e.retryAfter();
            failedNanos = System.nanoTime();
            if (!e.problem().equals(deliveryProblem) && !isStopping()) {
                log.warning("cannot send reports, trying again: " + e.problem());
                deliveryProblem = e.problem();
            }
        } finally {
            sender.release();
        }
    }

    private void deliverSpool() throws DeliveryException {
        Spool open = spool;
        if (open == null) {
            return;
        }
        for (Optional<EncodedReport> next = open.oldest(); next.isPresent() && !isStopping(); next = open.oldest()) {
            deliver(next.get(), () -> removeOldest(open), open::setOldestAside);
        }
    }

    /** What happens to a refused report. */
    @FunctionalInterface
    private interface Refusing {
        void accept(String reason);
    }

    private void deliver(EncodedReport report, Runnable onSent, Refusing onRefused) throws DeliveryException {
        try {
            String where = sender.send(report);
            onSent.run();
            log.sent(report.report(), where, waiting());
        } catch (DeliveryException e) {
            if (!e.isPermanent()) {
                throw e;
            }
            onRefused.accept(e.problem());
        }
    }

    private void removeOldest(Spool open) {
        try {
            open.removeOldest();
        } catch (IOException e) {
            diskFails(e);
        }
    }

    private int waiting() {
        Spool open = spool;
        return (open == null ? 0 : open.size()) + (unspooled == null ? 0 : 1);
    }
}
