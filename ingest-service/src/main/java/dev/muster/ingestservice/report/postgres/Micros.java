package dev.muster.ingestservice.report.postgres;

import java.time.Instant;

/** Converts times to microseconds, as PostgreSQL stores them. Nanoseconds are truncated. */
final class Micros {

    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;
    private static final long SECONDS_UNTIL_Y2K = 946_684_800;

    private Micros() {}

    /** Since 1970. */
    static long sinceEpoch(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano() / NANOS);
    }

    /** Since 2000, the epoch of PostgreSQL's binary format. */
    static long sinceY2k(Instant time) {
        return sinceEpoch(time) - SECONDS_UNTIL_Y2K * PER_SECOND;
    }
}
