package dev.muster.benchmarks.fleet;

import dev.muster.benchmarks.fleet.Step.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A fleet and the steps in which it reported. Reports are made when they are asked for, and are always the same. */
public final class History {

    /** Every ninth system has a late report besides: one report in ten. */
    private static final int LATE_EVERY = 9;

    /** A late report was collected this long before the step it comes in, and arrives this many systems later. */
    private static final Duration LATE_BY = Duration.ofMinutes(90);

    private static final Duration BETWEEN_STEPS = Duration.ofHours(3);
    private static final int LATE_AFTER_SYSTEMS = 100;
    private static final int MILLIS_PER_HOUR = 3_600_000;

    private final Fleet fleet;
    private final List<Step> steps = new ArrayList<>();
    private Instant next;

    /** Nothing has been reported yet; the first step will be at {@code begin}, the others 3 hours apart. */
    public History(Fleet fleet, Instant begin) {
        this.fleet = fleet;
        this.next = begin;
    }

    /** The fleet that reports. */
    public Fleet fleet() {
        return fleet;
    }

    /** All systems report once more; says the number of the step. */
    public int add(Kind kind) {
        return add(kind, 0, fleet.systems());
    }

    /** The systems from {@code from} on and before {@code to} report once more; says the number of the step. */
    public int add(Kind kind, int from, int to) {
        return add(kind, from, to, 1);
    }

    /** Every so manyth system from {@code from} on and before {@code to} reports once more; says the number of the step. */
    public int add(Kind kind, int from, int to, int every) {
        steps.add(new Step(kind, next, from, to, every));
        next = next.plus(BETWEEN_STEPS);
        return steps.size() - 1;
    }

    /** The step of that number. */
    public Step step(int number) {
        return steps.get(number);
    }

    /** How many steps there are. */
    public int steps() {
        return steps.size();
    }

    /** How many reports the step has. */
    public int reports(int number) {
        Step step = steps.get(number);
        return step.systems()
                + (int) step.each().filter(system -> isLate(number, system)).count();
    }

    /** How many applications the reports of the step have, each counted as often as it is reported. */
    public long applications(int number) {
        return steps.get(number)
                .each()
                .mapToLong(
                        system -> present(number, system) + (isLate(number, system) ? present(number - 1, system) : 0))
                .sum();
    }

    /** How many applications the step makes appear, changes or removes: each of these is an event. */
    public long changes(int number) {
        return steps.get(number)
                .each()
                .mapToLong(system -> changesOf(number, system))
                .sum();
    }

    private long changesOf(int number, int system) {
        boolean isNew = !hasReported(number - 1, system);
        return IntStream.range(0, fleet.applications())
                .filter(position -> isPresent(number - 1, system, position))
                .filter(position -> isNew
                        || !isPresent(number, system, position)
                        || steps.get(number).changes(system, position))
                .count();
    }

    /** Hands over the reports of the step in the order in which they arrive. */
    public void forEachReport(int number, Consumer<Report> consumer) {
        Step step = steps.get(number);
        for (int system = step.from(); system < step.to() + LATE_AFTER_SYSTEMS; system++) {
            if (step.has(system)) {
                consumer.accept(report(number, system, collectedAt(number, system)));
            }
            int late = system - LATE_AFTER_SYSTEMS;
            if (step.has(late) && isLate(number, late)) {
                consumer.accept(report(number - 1, late, lateCollectedAt(number, late)));
            }
        }
    }

    /** Whether the system reported in the step or an earlier one. */
    boolean hasReported(int number, int system) {
        return steps.subList(0, number + 1).stream().anyMatch(step -> step.has(system));
    }

    boolean isLate(int number, int system) {
        return number > 0 && steps.get(number).kind() == Kind.LATE && system % LATE_EVERY == 0;
    }

    Instant collectedAt(int number, int system) {
        return steps.get(number).at().plusMillis(system % MILLIS_PER_HOUR);
    }

    Instant lateCollectedAt(int number, int system) {
        return collectedAt(number, system).minus(LATE_BY);
    }

    /** The number of the last step up to the given one that changed the application; 0 if none did. */
    int changedIn(int number, int system, int position) {
        for (int at = number; at > 0; at--) {
            if (steps.get(at).changes(system, position)) {
                return at;
            }
        }
        return 0;
    }

    boolean isPresent(int number, int system, int position) {
        for (int at = 1; at <= number; at++) {
            if (steps.get(at).removes(system, position)) {
                return false;
            }
        }
        return true;
    }

    private Report report(int state, int system, Instant collectedAt) {
        List<Application> applications = IntStream.range(0, fleet.applications())
                .filter(position -> isPresent(state, system, position))
                .mapToObj(position -> Fleet.application(system, position, changedIn(state, system, position)))
                .toList();
        UUID id = new UUID(Mix.of(system), Mix.of(collectedAt.toEpochMilli()));
        return new Report(Fleet.systemId(system), id, collectedAt, applications);
    }

    private int present(int number, int system) {
        return (int) IntStream.range(0, fleet.applications())
                .filter(position -> isPresent(number, system, position))
                .count();
    }
}
