package dev.muster.benchmarks.fleet;

import dev.muster.benchmarks.fleet.Step.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A fleet and the steps in which it reports. Reports are generated on demand and are reproducible. */
public final class History {

    /** Every ninth system also sends a late report: one report in ten. */
    private static final int LATE_EVERY = 9;

    /** A late report is collected this long before its step, and arrives {@link #LATE_AFTER_SYSTEMS} systems later. */
    private static final Duration LATE_BY = Duration.ofMinutes(90);

    private static final Duration STEP_INTERVAL = Duration.ofHours(3);
    private static final int LATE_AFTER_SYSTEMS = 100;
    private static final int MILLIS_PER_HOUR = 3_600_000;

    private final Fleet fleet;
    private final List<Step> steps = new ArrayList<>();
    private Instant next;

    /** Creates an empty history; the first step is at {@code begin}, the following 3 hours apart. */
    public History(Fleet fleet, Instant begin) {
        this.fleet = fleet;
        this.next = begin;
    }

    public Fleet fleet() {
        return fleet;
    }

    /** Adds a step in which all systems report; returns its number. */
    public int add(Kind kind) {
        return add(kind, 0, fleet.systems());
    }

    /** Adds a step in which the systems from {@code from} to before {@code to} report; returns its number. */
    public int add(Kind kind, int from, int to) {
        return add(kind, from, to, 1);
    }

    /** Adds a step in which every n-th system from {@code from} to before {@code to} reports; returns its number. */
    public int add(Kind kind, int from, int to, int every) {
        steps.add(new Step(kind, next, from, to, every));
        next = next.plus(STEP_INTERVAL);
        return steps.size() - 1;
    }

    public Step step(int number) {
        return steps.get(number);
    }

    /** The number of steps. */
    public int steps() {
        return steps.size();
    }

    /** The number of reports in the step. */
    public int reports(int number) {
        Step step = steps.get(number);
        return step.systems()
                + (int) step.each().filter(system -> isLate(number, system)).count();
    }

    /** The number of applications in all reports of the step. */
    public long applications(int number) {
        return steps.get(number)
                .each()
                .mapToLong(
                        system -> present(number, system) + (isLate(number, system) ? present(number - 1, system) : 0))
                .sum();
    }

    /** The number of applications that the step adds, changes or removes, which is the number of events. */
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

    /** Passes the reports of the step to the consumer, in order of arrival. */
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

    /** Whether the system reported in this or an earlier step. */
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

    /** Returns the last step up to the given one that changed the application, or 0. */
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
