package dev.muster.ingestservice.report;

/** The first 16 bytes of a SHA-256 hash. */
public record ContentHash(long high, long low) {

    public static final int BYTES = 2 * Long.BYTES;
}
