package dev.muster.assignmentservice.kafka;

import dev.muster.messaging.database.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts commands. Within a transaction, counters change when it commits. */
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

    private static void count(Counter counter) {
        count(counter, 1);
    }

    private static void count(Counter counter, int number) {
        AfterCommit.run(() -> counter.increment(number));
    }
}
