package dev.muster.assignmentservice;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullMarked;

/**
 * A task that runs periodically, each step in its own transaction.
 *
 * @param name for the log, an imperative such as "expire waiting commands"
 * @param interval between the end of a run and the next one
 * @param step returns whether more work may be ready at once
 */
@NullMarked
record ScheduledTask(String name, Duration interval, BooleanSupplier step) {}
