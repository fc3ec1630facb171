package dev.muster.assignmentservice;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullMarked;

/**
 * A step of the standing work, run in a transaction of its own.
 *
 * @param what it does, as in "could not …"
 * @param interval between the end of a run and the next one
 * @param step says whether there may be more to do at once
 */
@NullMarked
record ScheduledTask(String what, Duration interval, BooleanSupplier step) {}
