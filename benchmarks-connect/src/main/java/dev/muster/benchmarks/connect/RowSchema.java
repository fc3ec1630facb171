package dev.muster.benchmarks.connect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryDecoder;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Maps a flat Avro record schema to a Kafka Connect schema, with a reader for each field. */
final class RowSchema {

    /** The Debezium type for microseconds since 1970. */
    private static final String MICRO_TIMESTAMP = "io.debezium.time.MicroTimestamp";

    /** The Avro field property with the name of the Kafka Connect type. */
    private static final String CONNECT_NAME = "connect.name";

    @FunctionalInterface
    private interface FieldReader {
        Object read(BinaryDecoder decoder) throws IOException;
    }

    private record Column(org.apache.kafka.connect.data.Field field, boolean optional, FieldReader reader) {}

    private final Schema schema;
    private final List<Column> columns = new ArrayList<>();

    private RowSchema(org.apache.avro.Schema avro) {
        SchemaBuilder builder = SchemaBuilder.struct().name(avro.getFullName());
        avro.getFields().forEach(field -> builder.field(field.name(), connectSchema(field)));
        schema = builder.build();
        for (org.apache.avro.Schema.Field field : avro.getFields()) {
            columns.add(new Column(
                    schema.field(field.name()),
                    field.schema().isUnion(),
                    reader(present(field.schema()).getType())));
        }
    }

    static RowSchema of(String json) {
        return new RowSchema(new org.apache.avro.Schema.Parser().parse(json));
    }

    Struct read(BinaryDecoder decoder) throws IOException {
        Struct row = new Struct(schema);
        for (Column column : columns) {
            if (!column.optional() || decoder.readIndex() == 1) {
                row.put(column.field(), column.reader().read(decoder));
            }
        }
        return row;
    }

    private static Schema connectSchema(org.apache.avro.Schema.Field field) {
        org.apache.avro.Schema present = present(field.schema());
        SchemaBuilder builder = switch (present.getType()) {
            case STRING -> SchemaBuilder.string();
            case INT -> SchemaBuilder.int32();
            case LONG -> SchemaBuilder.int64();
            case BOOLEAN -> SchemaBuilder.bool();
            default -> throw unsupported(present);
        };
        if (present.getType() == org.apache.avro.Schema.Type.LONG && present.getLogicalType() != null) {
            builder.name(MICRO_TIMESTAMP);
        }
        if (field.getProp(CONNECT_NAME) != null) {
            builder.name(field.getProp(CONNECT_NAME));
        }
        return field.schema().isUnion() ? builder.optional().build() : builder.build();
    }

    private static FieldReader reader(org.apache.avro.Schema.Type type) {
        return switch (type) {
            case STRING -> BinaryDecoder::readString;
            case INT -> BinaryDecoder::readInt;
            case LONG -> BinaryDecoder::readLong;
            case BOOLEAN -> BinaryDecoder::readBoolean;
            default -> throw new DataException("no reader for " + type);
        };
    }

    /** Returns the non-null type; unions consist of null and one type, in this order. */
    private static org.apache.avro.Schema present(org.apache.avro.Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(1) : schema;
    }

    private static DataException unsupported(org.apache.avro.Schema schema) {
        return new DataException("unsupported field type " + schema.getType());
    }
}
