package dev.muster.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.muster.cli.failure.CliException;
import dev.muster.inventory.InventoryReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinuousCollectorTest {

    private static final Duration LONG = Duration.ofHours(8);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final List<UUID> collected = new CopyOnWriteArrayList<>();
    private final List<UUID> sent = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private volatile Function<EncodedReport, @Nullable DeliveryException> network = report -> null;
    private @Nullable ContinuousCollector running;

    @TempDir
    private Path parent = Path.of("");

    @AfterEach
    void stop() {
        if (running != null) {
            running.stop(STOP);
            running = null;
        }
    }

    @Test
    void reportsAtOnceAndThenEachInterval() throws IOException {
        start(SHORT);

        await().until(() -> sent.size() >= 3);
        stop();
        assertThat(collected).containsAll(sent).startsWith(sent.get(0), sent.get(1), sent.get(2));
        assertThat(warnings).isEmpty();
    }

    @Test
    void reportsOfALackOfNetworkAreSentInTheirOrderWhenItReturns() throws IOException {
        network = report -> DeliveryException.temporary("no network");
        start(SHORT);
        await().until(() -> collected.size() >= 4);
        assertThat(sent).isEmpty();

        network = report -> null;

        await().until(() -> sent.size() >= 5);
        assertThat(sent).isSubsetOf(collected).isEqualTo(collected.subList(0, sent.size()));
        assertThat(warnings)
                .containsExactly("cannot send reports, trying again: no network", "reports are accepted again");
    }

    @Test
    void reportsSurviveTheEndOfTheProcess() throws IOException {
        network = report -> DeliveryException.temporary("no network");
        start(SHORT);
        await().until(() -> collected.size() >= 3);
        stop();
        List<UUID> before = List.copyOf(collected);

        network = report -> null;
        start(LONG);

        await().until(() -> sent.size() == before.size() + 1);
        assertThat(sent).startsWith(before.toArray(UUID[]::new));
    }

    @Test
    void refusedReportIsSetAsideAndThoseBehindItAreSent() throws IOException {
        network = report -> collected.indexOf(report.report().getReportId()) == 0
                ? DeliveryException.permanent("status 400")
                : null;
        start(SHORT);

        await().until(() -> sent.size() >= 2);
        assertThat(sent).doesNotContain(collected.get(0));
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("it was refused: status 400", ".refused");
    }

    @Test
    void withoutADiskReportsAreSentDirectlyAndTheFaultIsSaidOnce() throws IOException {
        Files.writeString(parent.resolve("spool"), "no folder");
        start(SHORT);

        await().until(() -> sent.size() >= 4);
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("cannot write to the spool");

        Files.delete(parent.resolve("spool"));

        await().until(() -> warnings.size() == 2);
        assertThat(warnings.get(1)).isEqualTo("the spool can be written again");
        int before = sent.size();
        await().until(() -> sent.size() > before + 1);
    }

    @Test
    void withoutDiskAndNetworkTheNewestReportIsSentInTheEnd() throws IOException {
        Files.writeString(parent.resolve("spool"), "no folder");
        network = report -> DeliveryException.temporary("no network");
        start(SHORT);
        await().until(() -> collected.size() >= 4);

        network = report -> null;

        await().until(() -> !sent.isEmpty());
        assertThat(collected.indexOf(sent.get(0))).isGreaterThanOrEqualTo(3);
        assertThat(warnings).anyMatch(warning -> warning.contains("is dropped"));
    }

    @Test
    void unavailableServiceIsNotCalledBeforeTheTimeThatItNames() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        network = report -> {
            calls.incrementAndGet();
            return DeliveryException.temporary("status 503", LONG);
        };
        start(LONG);

        await().until(() -> calls.get() == 1);
        await().during(Duration.ofMillis(300)).until(() -> calls.get() == 1);
    }

    @Test
    void hostThatCannotBeInventoriedEndsTheFirstTimeAndIsTriedAgainLater() throws IOException {
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> collector(LONG, () -> {
                            throw CliException.unavailable("no package manager");
                        })
                        .run());

        AtomicInteger attempts = new AtomicInteger();
        start(SHORT, () -> {
            int attempt = attempts.incrementAndGet();
            if (attempt == 2 || attempt == 3) {
                throw CliException.unavailable("dpkg is locked");
            }
            return report();
        });

        await().until(() -> sent.size() >= 3);
        assertThat(warnings)
                .containsExactly(
                        "no report in this interval, trying again after the next: dpkg is locked",
                        "reports are made again");
    }

    @Test
    void secondCollectorOnTheSameSpoolEnds() throws IOException {
        start(LONG);
        await().until(() -> sent.size() == 1);

        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> collector(LONG, this::report).run())
                .withMessageContaining("is used by process");
    }

    @Test
    void interruptEndsItWhileItSends() throws Exception {
        Thread thread = new Thread(() -> collector(LONG, this::report).run());
        network = report -> {
            Thread.currentThread().interrupt();
            return DeliveryException.temporary("interrupted");
        };
        thread.start();

        thread.join(STOP.toMillis());

        assertThat(thread.isAlive()).isFalse();
        assertThat(warnings).isEmpty();
        Spool.open(parent.resolve("spool"), 1 << 20, warnings::add).close();
    }

    private void start(Duration every) throws IOException {
        start(every, this::report);
    }

    private void start(Duration every, Supplier<InventoryReport> inventory) {
        ContinuousCollector collector = collector(every, inventory);
        running = collector;
        new Thread(collector::run, "collector").start();
    }

    private ContinuousCollector collector(Duration every, Supplier<InventoryReport> inventory) {
        Random random = new Random(1);
        return new ContinuousCollector(
                inventory,
                () -> Spool.open(parent.resolve("spool"), 1 << 20, warnings::add),
                new ReportSender() {
                    @Override
                    public String send(EncodedReport report) throws DeliveryException {
                        DeliveryException failure = network.apply(report);
                        if (failure != null) {
                            throw failure;
                        }
                        return "somewhere";
                    }

                    @Override
                    public void release() {}
                },
                new CollectorLog() {
                    @Override
                    public void sent(InventoryReport report, String where, int waiting) {
                        sent.add(report.getReportId());
                    }

                    @Override
                    public void warning(String message) {
                        warnings.add(message);
                    }
                },
                new Schedule(every, Clock.systemUTC(), random),
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(40), random),
                Duration.ofMillis(20));
    }

    private InventoryReport report() {
        InventoryReport report = Reports.ofBytes(10).report();
        collected.add(report.getReportId());
        return report;
    }
}
