package dev.muster.benchmarks.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What should stand in a system's table after all steps of a history. */
public final class Expectation {

    private final History history;
    private final boolean removes;
    private final boolean guardsLate;
    private final MessageDigest md5;
    private long rows;
    private long removed;
    private long sum;

    private Expectation(History history, boolean removes, boolean guardsLate) {
        this.history = history;
        this.removes = removes;
        this.guardsLate = guardsLate;
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /**
     * The digest of the table of a system that was given all steps.
     *
     * @param removes whether it marks as removed what a snapshot lacks, instead of leaving it as it was
     * @param guardsLate whether it lets the newest report win, instead of the last one to arrive
     */
    public static Digest of(History history, boolean removes, boolean guardsLate) {
        Expectation expectation = new Expectation(history, removes, guardsLate);
        for (int system = 0; system < history.fleet().systems(); system++) {
            expectation.add(system);
        }
        return new Digest(expectation.rows, expectation.removed, expectation.sum);
    }

    private void add(int system) {
        int newest = lastStepOf(system);
        if (newest < 0) {
            return;
        }
        for (int position = 0; position < history.fleet().applications(); position++) {
            add(system, position, newest);
        }
    }

    private void add(int system, int position, int newest) {
        int last = newest;
        while (!history.isPresent(last, system, position)) {
            last--;
        }
        boolean gone = removes && last < newest;
        boolean overwritten = !guardsLate && history.isLate(last, system);
        int state = overwritten ? last - 1 : last;
        Instant seen = overwritten
                ? history.lateCollectedAt(last, system)
                : history.collectedAt(lastReporting(last, system), system);
        String row = Fleet.applicationId(system, position)
                + "|"
                + Fleet.application(system, position, history.changedIn(state, system, position))
                        .version()
                + "|" + ChronoUnit.MICROS.between(Instant.EPOCH, seen)
                + "|" + gone;
        rows++;
        removed += gone ? 1 : 0;
        sum += Integer.toUnsignedLong(ByteBuffer.wrap(md5.digest(row.getBytes(StandardCharsets.UTF_8)))
                .getInt());
    }

    private int lastStepOf(int system) {
        return lastReporting(history.steps() - 1, system);
    }

    private int lastReporting(int step, int system) {
        int last = step;
        while (last >= 0 && !history.step(last).has(system)) {
            last--;
        }
        return last;
    }
}
