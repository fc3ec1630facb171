package dev.muster.benchmarks.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroRowConverterTest {

    private static final String SCHEMA = """
            {"type": "record", "name": "Row", "fields": [
              {"name": "id", "type": "string"},
              {"name": "label", "type": ["null", "string"]},
              {"name": "node", "type": ["null", "int"]},
              {"name": "facing", "type": "boolean"},
              {"name": "data", "type": "string", "connect.name": "io.debezium.data.Json"},
              {"name": "seen_at", "type": {"type": "long", "logicalType": "timestamp-micros"}}]}
            """;

    private final Schema schema = new Schema.Parser().parse(SCHEMA);
    private final AvroRowConverter converter = new AvroRowConverter();

    @BeforeEach
    void configure() {
        converter.configure(Map.of(AvroRowConverter.AVRO_SCHEMA, SCHEMA), false);
    }

    @Test
    void convertsEachFieldToItsConnectType() throws IOException {
        SchemaAndValue read = converter.toConnectData("rows", encoded("web1"));

        Struct row = (Struct) read.value();
        assertThat(row.getString("id")).isEqualTo("web1");
        assertThat(row.getString("label")).isNull();
        assertThat(row.getInt32("node")).isEqualTo(7);
        assertThat(row.getBoolean("facing")).isTrue();
        assertThat(row.getInt64("seen_at")).isEqualTo(1_700_000_000_000_001L);
        assertThat(read.schema().field("seen_at").schema().name()).isEqualTo("io.debezium.time.MicroTimestamp");
        assertThat(read.schema().field("data").schema().name()).isEqualTo("io.debezium.data.Json");
    }

    @Test
    void rejectsInvalidBytes() {
        assertThatThrownBy(() -> converter.toConnectData("rows", new byte[] {2}))
                .isInstanceOf(DataException.class);
    }

    @Test
    void rejectsTrailingBytes() throws IOException {
        byte[] row = encoded("web1");
        byte[] longer = java.util.Arrays.copyOf(row, row.length + 1);

        assertThatThrownBy(() -> converter.toConnectData("rows", longer)).isInstanceOf(DataException.class);
    }

    private byte[] encoded(String id) throws IOException {
        GenericRecord row = new GenericData.Record(schema);
        row.put("id", id);
        row.put("label", null);
        row.put("node", 7);
        row.put("facing", true);
        row.put("data", "{}");
        row.put("seen_at", 1_700_000_000_000_001L);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(row, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
