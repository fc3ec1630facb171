package dev.muster.schemas;

import static java.util.Objects.requireNonNull;

import dev.muster.schemas.UnreadableValueException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes the records of one topic. It writes the current schema and reads every released one. This is the
 * only place that knows the wire format. Thread-safe.
 *
 * @param <T> the generated class of the topic's record
 */
public final class SingleObjectCodec<T extends SpecificRecord> {

    private final byte[] header;
    private final ReleasedSchemas released;
    private final SpecificDatumWriter<T> writer;
    private final ThreadLocal<Output> outputs = ThreadLocal.withInitial(Output::new);
    private final Map<Schema, SpecificDatumReader<T>> readers = new HashMap<>();

    private SingleObjectCodec(Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        Schema current = model.getSchema(type);
        header = ReleasedSchemas.header(current);
        released = ReleasedSchemas.of(current);
        writer = new SpecificDatumWriter<>(current, model);
        for (Schema version : released.versions()) {
            readers.put(version, new SpecificDatumReader<>(version, current, model));
        }
    }

    /** The codec of the given record class. */
    public static <T extends SpecificRecord> SingleObjectCodec<T> of(Class<T> type) {
        return new SingleObjectCodec<>(type);
    }

    /** Encodes in the current schema. */
    public byte[] encode(T value) {
        return encode(out -> writer.write(value, out));
    }

    /** Writes the fields of one record. */
    @FunctionalInterface
    public interface FieldsWriter {
        void write(Encoder out) throws IOException;
    }

    /** Encodes a record whose fields are written one by one, in the order of the current schema. */
    public byte[] encode(FieldsWriter fields) {
        Output output = outputs.get();
        BinaryEncoder encoder = output.begin(header);
        try {
            fields.write(encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return output.end();
    }

    /** The reused output of a thread: an encoder has a buffer that is larger than most records. */
    private static final class Output {

        private static final int MAX_REUSED_BYTES = 16 * 1024;

        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable BinaryEncoder encoder;

        BinaryEncoder begin(byte[] header) {
            // After a failure, the reused encoder flushes its remaining bytes to the old target, before the reset.
            encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
            bytes.reset();
            bytes.writeBytes(header);
            return encoder;
        }

        byte[] end() {
            byte[] written = bytes.toByteArray();
            if (written.length > MAX_REUSED_BYTES) {
                bytes = new ByteArrayOutputStream();
                encoder = null; // refers to the large buffer
            }
            return written;
        }
    }

    /** Whether the bytes have the header of a released version of this record. */
    public boolean reads(byte @Nullable [] value) {
        return released.contains(value);
    }

    /**
     * Decodes bytes of any released version.
     *
     * @throws UnreadableValueException when they are invalid or contain text that is not UTF-8; a retry cannot succeed
     */
    public T decode(byte @Nullable [] value) throws UnreadableValueException {
        SpecificDatumReader<T> reader = requireNonNull(readers.get(released.writerOf(value)));
        int length = requireNonNull(value).length;
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(value, ReleasedSchemas.HEADER_BYTES, length - ReleasedSchemas.HEADER_BYTES, null);
        try {
            T record = reader.read(null, new StrictTextDecoder(decoder));
            if (!decoder.isEnd()) {
                throw new UnreadableValueException(
                        Reason.MALFORMED, "there are bytes after the end of the record", null);
            }
            return record;
        } catch (IOException | RuntimeException e) {
            // Avro throws undocumented exceptions for invalid bytes.
            throw new UnreadableValueException(Reason.MALFORMED, "the bytes do not follow their schema: " + e, e);
        }
    }
}
