package dev.muster.benchmarks.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The expected table of a system after all steps of a history. */
public final class Expectation {

    private final History history;
    private final boolean removes;
    private final boolean ignoresLate;
    private final MessageDigest md5;
    private long rows;
    private long removed;
    private long sum;

    private Expectation(History history, boolean removes, boolean ignoresLate) {
        this.history = history;
        this.removes = removes;
        this.ignoresLate = ignoresLate;
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /**
     * Returns the expected digest.
     *
     * @param removes whether the system marks applications that a snapshot lacks as removed
     * @param ignoresLate whether the newest report wins, instead of the last one to arrive
     */
    public static Digest of(History history, boolean removes, boolean ignoresLate) {
        Expectation expectation = new Expectation(history, removes, ignoresLate);
        for (int system = 0; system < history.fleet().systems(); system++) {
            expectation.add(system);
        }
        return new Digest(expectation.rows, expectation.removed, expectation.sum);
    }

    private void add(int system) {
        int newest = lastStep(system);
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
        boolean overwritten = !ignoresLate && history.isLate(last, system);
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

    private int lastStep(int system) {
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
