package dev.muster.assignmentservice.application.kafka;

import dev.muster.inventory.ApplicationEvent;
import dev.muster.schemas.ReleasedSchemas;
import dev.muster.schemas.UnreadableValueException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the kind of change of an {@code ApplicationEvent} without decoding the states behind it, which may have megabytes.
 * Thread-safe.
 */
final class ApplicationChangeReader {

    private static final String CHANGE = "change";

    private final ReleasedSchemas released = ReleasedSchemas.of(ApplicationEvent.getClassSchema());
    private final Map<Schema, GenericDatumReader<GenericRecord>> readers = new HashMap<>();

    ApplicationChangeReader() {
        for (Schema version : released.versions()) {
            Schema prefix = upToChange(version);
            readers.put(version, new GenericDatumReader<>(prefix, prefix));
        }
    }

    /** The symbol of the change; null when the value is not an event of a released schema version. */
    @Nullable
    String read(byte[] value) {
        try {
            GenericDatumReader<GenericRecord> reader = readers.get(released.writerOf(value));
            if (reader == null) {
                return null;
            }
            BinaryDecoder decoder = DecoderFactory.get()
                    .binaryDecoder(
                            value, ReleasedSchemas.HEADER_BYTES, value.length - ReleasedSchemas.HEADER_BYTES, null);
            return reader.read(null, decoder).get(CHANGE).toString();
        } catch (UnreadableValueException | IOException | RuntimeException e) {
            return null;
        }
    }

    private static Schema upToChange(Schema event) {
        List<Schema.Field> prefix = event.getFields().stream()
                .limit(event.getField(CHANGE).pos() + 1L)
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(event.getName(), null, event.getNamespace(), false, prefix);
    }
}
