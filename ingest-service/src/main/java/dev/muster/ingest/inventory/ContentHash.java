package dev.muster.ingest.inventory;

import java.nio.ByteBuffer;

/** The first 16 bytes of a SHA-256, for comparisons. */
public record ContentHash(long high, long low) {

    /** How many bytes there are. */
    public static final int BYTES = 2 * Long.BYTES;

    /** The one that the bytes begin with. */
    public static ContentHash beginningOf(byte[] bytes) {
        return readFrom(ByteBuffer.wrap(bytes));
    }

    /** The one that was written by {@link #writeTo}. */
    public static ContentHash readFrom(ByteBuffer bytes) {
        return new ContentHash(bytes.getLong(), bytes.getLong());
    }

    /** Writes its {@link #BYTES} bytes. */
    public void writeTo(ByteBuffer bytes) {
        bytes.putLong(high).putLong(low);
    }
}
