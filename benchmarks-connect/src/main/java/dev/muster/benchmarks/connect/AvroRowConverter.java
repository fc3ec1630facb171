package dev.muster.benchmarks.connect;

import java.io.IOException;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Converts flat records in plain Avro binary with one fixed schema, without a schema registry, so that conversion costs
 * as little as possible. The setting {@code avro.schema} contains the schema in JSON.
 */
public final class AvroRowConverter implements Converter {

    /** The schema of all values, in JSON. */
    public static final String AVRO_SCHEMA = "avro.schema";

    private @Nullable RowSchema rows;
    private @Nullable BinaryDecoder decoder;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        Object schema = settings.get(AVRO_SCHEMA);
        if (schema == null) {
            throw new DataException(
                    "the setting " + AVRO_SCHEMA + " is missing: set it to the Avro schema of the values in JSON");
        }
        rows = RowSchema.of(schema.toString());
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new DataException("this converter only reads");
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        RowSchema reader = rows;
        if (reader == null) {
            throw new DataException("the converter is not configured");
        }
        decoder = DecoderFactory.get().binaryDecoder(value, decoder);
        try {
            Struct row = reader.read(decoder);
            if (!decoder.isEnd()) {
                throw new DataException("the value has trailing bytes");
            }
            return new SchemaAndValue(row.schema(), row);
        } catch (IOException e) {
            throw new DataException("cannot decode the value", e);
        }
    }
}
