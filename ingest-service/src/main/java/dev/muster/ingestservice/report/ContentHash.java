package dev.muster.ingestservice.report;

/** The first 16 bytes of a SHA-256, as two numbers. */
public record ContentHash(long high, long low) {

    /** How many bytes there are. */
    public static final int BYTES = 2 * Long.BYTES;
}
