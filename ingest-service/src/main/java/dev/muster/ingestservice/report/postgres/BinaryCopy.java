package dev.muster.ingestservice.report.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;

/**
 * Writes rows by COPY in binary format, the columns of each row in the order of the statement. Nothing is parsed or planned;
 * a conflict is an error.
 */
final class BinaryCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final long NO_FLAGS_NO_EXTENSION = 0;
    private static final int NULL = -1;
    private static final short END_OF_ROWS = -1;
    private static final int FLUSH_THRESHOLD_BYTES = 64 * 1024;
    private static final int MAX_NUMBER_FIELD_BYTES = 24;

    private final CopyIn copy;
    private ByteBuffer bytes = ByteBuffer.allocate(2 * FLUSH_THRESHOLD_BYTES);
    private int fields;

    private BinaryCopy(CopyIn copy) {
        this.copy = copy;
    }

    /** Writes the columns of one row. */
    @FunctionalInterface
    interface Writer<R> {
        void write(BinaryCopy columns, R row);
    }

    static <R> ConnectionCallback<Long> of(String copyFromStdin, Collection<R> rows, Writer<R> writer) {
        return connection -> {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyFromStdin);
            try {
                return new BinaryCopy(copy).send(rows, writer);
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        };
    }

    private <R> long send(Collection<R> rows, Writer<R> writer) throws SQLException {
        bytes.put(SIGNATURE).putLong(NO_FLAGS_NO_EXTENSION);
        for (R row : rows) {
            int begin = bytes.position();
            fields = 0;
            bytes.putShort(END_OF_ROWS);
            writer.write(this, row);
            bytes.putShort(begin, (short) fields);
            if (bytes.position() >= FLUSH_THRESHOLD_BYTES) {
                flush();
            }
            ensureRemaining(MAX_NUMBER_FIELD_BYTES);
        }
        bytes.putShort(END_OF_ROWS);
        flush();
        return copy.endCopy();
    }

    private void flush() throws SQLException {
        copy.writeToCopy(bytes.array(), 0, bytes.position());
        bytes.clear();
    }

    BinaryCopy text(@Nullable String value) {
        return value == null ? nullValue() : bytes(value.getBytes(UTF_8));
    }

    BinaryCopy bytes(byte[] value) {
        field(value.length).put(value);
        return this;
    }

    BinaryCopy int4(@Nullable Integer value) {
        if (value == null) {
            return nullValue();
        }
        field(Integer.BYTES).putInt(value);
        return this;
    }

    BinaryCopy int8(long value) {
        field(Long.BYTES).putLong(value);
        return this;
    }

    BinaryCopy bool(boolean value) {
        field(Byte.BYTES).put((byte) (value ? 1 : 0));
        return this;
    }

    BinaryCopy uuid(UUID value) {
        field(2 * Long.BYTES).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    BinaryCopy time(@Nullable Instant value) {
        return value == null ? nullValue() : int8(Micros.sinceY2k(value));
    }

    private BinaryCopy nullValue() {
        field(0);
        bytes.putInt(bytes.position() - Integer.BYTES, NULL);
        return this;
    }

    private ByteBuffer field(int length) {
        fields++;
        ensureRemaining(length + MAX_NUMBER_FIELD_BYTES);
        return bytes.putInt(length);
    }

    private void ensureRemaining(int count) {
        if (bytes.remaining() < count) {
            bytes = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + count))
                    .put(bytes.flip());
        }
    }
}
