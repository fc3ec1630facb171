package dev.muster.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.benchmarks.fleet.Step.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class RowEncoderTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void writesOneRowPerApplication() {
        List<GenericRecord> rows = decoded(RowEncoder.timesAsMicros());

        assertThat(rows).hasSize(10);
        assertThat(rows.get(0).get("application_id")).hasToString(Fleet.applicationId(0, 0));
        assertThat(rows.get(0).get("version")).hasToString("1.0.0");
        assertThat(rows.get(0).get("last_inventory_at")).isEqualTo(BEGIN.getEpochSecond() * 1_000_000);
    }

    @Test
    void writesTimesAsText() {
        assertThat(decoded(RowEncoder.timesAsText()).get(9).get("last_inventory_at"))
                .hasToString("2026-01-01T00:00:00Z");
    }

    private static List<GenericRecord> decoded(RowEncoder encoder) {
        History history = new History(new Fleet(1, 10), BEGIN);
        Schema schema = new Schema.Parser().parse(encoder.schema());
        List<GenericRecord> rows = new ArrayList<>();
        history.forEachReport(
                history.add(Kind.SAME),
                report -> encoder.encode(report, (key, value) -> rows.add(read(schema, value))));
        return rows;
    }

    private static GenericRecord read(Schema schema, byte[] value) {
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
