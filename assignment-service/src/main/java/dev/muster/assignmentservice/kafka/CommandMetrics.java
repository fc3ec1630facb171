package dev.muster.assignmentservice.kafka;

import dev.muster.messaging.database.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Locale;

/** Counts commands. Within a transaction, counters change when it commits. */
public final class CommandMetrics {

    /** The outcome of a command that was decided before, beside those of commands that are decided now. */
    public static final String REPEATED = "repeated";

    private final MeterRegistry registry;

    /**
     * Registers the counters of all outcomes and results, so that they exist at 0.
     *
     * @param outcomes of commands about ownership
     * @param results of directory commands
     */
    public CommandMetrics(MeterRegistry registry, Collection<String> outcomes, Collection<String> results) {
        this.registry = registry;
        outcomes.forEach(this::counterOfOutcome);
        results.forEach(this::counterOfResult);
    }

    /** Counts so many commands of which the same came. */
    public void commands(String outcome, int number) {
        count(counterOfOutcome(outcome), number);
    }

    public void directoryCommand(String result) {
        count(counterOfResult(result), 1);
    }

    private Counter counterOfOutcome(String outcome) {
        return Counter.builder("muster.commands")
                .description("Commands about ownership, by what came of them")
                .tag("outcome", outcome.toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter counterOfResult(String result) {
        return Counter.builder("muster.directory.commands")
                .description("Commands about organizations, users, systems and what joins them, by what came of them")
                .tag("result", result.toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static void count(Counter counter, int number) {
        AfterCommit.run(() -> counter.increment(number));
    }
}
