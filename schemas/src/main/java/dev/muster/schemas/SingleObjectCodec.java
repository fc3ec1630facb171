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
 * Turns records of one topic into bytes and back: the current schema is written, every released one is read. This is
 * the only place that knows the wire format. Instances are immutable and may be shared between threads.
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

    /** The value's bytes in the current schema. */
    public byte[] encode(T value) {
        return encode(out -> writer.write(value, out));
    }

    /** Writes the fields of one record. */
    @FunctionalInterface
    public interface FieldsWriter {
        void write(Encoder out) throws IOException;
    }

    /** The bytes of a record whose fields are written one by one, in the order of the current schema. */
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

    /** What a thread writes into: an encoder has a buffer that is larger than most records, so it is kept. */
    private static final class Output {

        private static final int KEPT_BYTES = 16 * 1024;

        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable BinaryEncoder encoder;

        BinaryEncoder begin(byte[] header) {
            // Given a new target, it writes what a failure has left in it to the old one.
            encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
            bytes.reset();
            bytes.writeBytes(header);
            return encoder;
        }

        byte[] end() {
            byte[] written = bytes.toByteArray();
            if (written.length > KEPT_BYTES) {
                bytes = new ByteArrayOutputStream();
                encoder = null; // which holds the large one
            }
            return written;
        }
    }

    /** Whether the bytes begin like those of a released version of this record. */
    public boolean reads(byte @Nullable [] value) {
        return released.has(value);
    }

    /**
     * The record that the bytes stand for, in whichever released version they were written.
     *
     * @throws UnreadableValueException when they are none, or have a text that is not UTF-8; this is final for these bytes
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
                        Reason.MALFORMED, "there are bytes behind the end of the record", null);
            }
            return record;
        } catch (IOException | RuntimeException e) {
            // What Avro throws on bytes from others is about the bytes, and it throws more than it documents.
            throw new UnreadableValueException(Reason.MALFORMED, "the bytes do not follow their schema: " + e, e);
        }
    }
}
