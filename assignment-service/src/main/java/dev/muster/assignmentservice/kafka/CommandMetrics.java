package dev.muster.assignmentservice.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts commands, dead letters and polls. Within a transaction, counters change when it commits. */
public final class CommandMetrics {

    private final MeterRegistry registry;

    public CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts so many commands of which the same came. */
    public void commands(String outcome, int number) {
        count(
                Counter.builder("muster.commands")
                        .description("Commands about ownership, by what came of them")
                        .tag("outcome", outcome.toLowerCase(Locale.ROOT))
                        .register(registry),
                number);
    }

    public void directoryCommand(String result) {
        count(Counter.builder("muster.directory.commands")
                .description("Commands about organizations, users, systems and what joins them, by what came of them")
                .tag("result", result.toLowerCase(Locale.ROOT))
                .register(registry));
    }

    void deadLetter(String topic, String reason) {
        count(Counter.builder("muster.dead.letters")
                .description("Records that were wrong in themselves, by the topic they came from")
                .tag("topic", topic)
                .tag("reason", reason)
                .register(registry));
    }

    void batch(String listener, boolean succeeded, Duration duration) {
        Timer.builder("muster.batch.duration")
                .description("Time from the records of a poll, or of half of one, to the commit of their transaction")
                .tag("listener", listener)
                .tag("result", succeeded ? "committed" : "rolled_back")
                .publishPercentileHistogram()
                .register(registry)
                .record(duration);
    }

    private static void count(Counter counter) {
        count(counter, 1);
    }

    private static void count(Counter counter, int number) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            counter.increment(number);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                counter.increment(number);
            }
        });
    }
}
