package dev.muster.schemas;

import dev.muster.schemas.UnreadableValueException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * All released versions of one record schema, by fingerprint (CRC-64-AVRO of the parsing canonical form). The versions
 * are files of this module, {@code released/<record name>/<n>.avsc} with n from 1. A released version never changes.
 */
public final class ReleasedSchemas {

    /** C3 01 and the fingerprint, least significant byte first: Avro's single-object encoding. */
    public static final int HEADER_BYTES = 10;

    static {
        AvroSafety.apply();
    }

    private static final byte MARKER_0 = (byte) 0xC3;
    private static final byte MARKER_1 = 0x01;

    private final String record;
    private final Map<Long, Schema> byFingerprint = new LinkedHashMap<>();

    private ReleasedSchemas(String record) {
        this.record = record;
    }

    /** The released versions of the record that the given schema is the current version of. */
    public static ReleasedSchemas of(Schema current) {
        ReleasedSchemas released = new ReleasedSchemas(current.getName());
        for (int version = 1; ; version++) {
            Schema schema = read("released/" + current.getName() + "/" + version + ".avsc");
            if (schema == null) {
                break;
            }
            released.byFingerprint.put(fingerprint(schema), schema);
        }
        if (!released.byFingerprint.containsKey(fingerprint(current))) {
            throw new IllegalStateException("schema " + current.getFullName()
                    + " was changed and not released: add its new version as released/" + current.getName()
                    + "/<n>.avsc");
        }
        return released;
    }

    /** Adds a version that need not be released, for tests of later versions. */
    public ReleasedSchemas with(Schema version) {
        ReleasedSchemas extended = new ReleasedSchemas(record);
        extended.byFingerprint.putAll(byFingerprint);
        extended.byFingerprint.put(fingerprint(version), version);
        return extended;
    }

    /** All versions, the oldest first. */
    public Iterable<Schema> versions() {
        return byFingerprint.values();
    }

    /** Whether the value is in single-object encoding with one of these versions. */
    boolean contains(byte @Nullable [] value) {
        return value != null && isSingleObject(value) && byFingerprint.containsKey(fingerprintOf(value));
    }

    /**
     * The schema that the value was written with; the data begin at {@link #HEADER_BYTES}.
     *
     * @throws UnreadableValueException when the value is empty, not in single-object encoding or of an unknown schema
     */
    public Schema writerOf(byte @Nullable [] value) throws UnreadableValueException {
        if (value == null || value.length == 0) {
            throw new UnreadableValueException(
                    Reason.VALUE_EMPTY, "the record has no value; a " + record + " is expected", null);
        }
        if (!isSingleObject(value)) {
            throw new UnreadableValueException(
                    Reason.NOT_SINGLE_OBJECT,
                    "the value begins with "
                            + HexFormat.of().formatHex(value, 0, Math.min(value.length, HEADER_BYTES))
                            + ", not with c301 and a schema's fingerprint",
                    null);
        }
        Schema schema = byFingerprint.get(fingerprintOf(value));
        if (schema == null) {
            throw new UnreadableValueException(
                    Reason.SCHEMA_UNKNOWN,
                    "no released version of " + record + " has the fingerprint "
                            + HexFormat.of().formatHex(value, 2, HEADER_BYTES),
                    null);
        }
        return schema;
    }

    /** The ten bytes that values written with the given schema begin with. */
    public static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER_0)
                .put(MARKER_1)
                .putLong(fingerprint(schema))
                .array();
    }

    private static boolean isSingleObject(byte[] value) {
        return value.length >= HEADER_BYTES && value[0] == MARKER_0 && value[1] == MARKER_1;
    }

    private static long fingerprintOf(byte[] value) {
        return ByteBuffer.wrap(value, 2, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private static @Nullable Schema read(String resource) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(resource)) {
            return in == null ? null : new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
