package dev.muster.benchmarks.fleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Encodes one flat Avro record per application, the cheapest input for a generic sink. */
public final class RowEncoder implements Encoder {

    private static final int TYPICAL_BYTES = 1024;
    private static final String MICROS = "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}";
    private static final String TEXT = "\"string\", \"connect.name\": \"io.debezium.time.ZonedTimestamp\"";

    private final boolean timesAsText;

    private RowEncoder(boolean timesAsText) {
        this.timesAsText = timesAsText;
    }

    /** Encodes times as microseconds since 1970, the cheapest format. */
    public static RowEncoder timesAsMicros() {
        return new RowEncoder(false);
    }

    /** Encodes times as ISO 8601 text. */
    public static RowEncoder timesAsText() {
        return new RowEncoder(true);
    }

    /** The Avro schema of the values in JSON. */
    public String schema() {
        String schema = resource();
        return timesAsText ? schema.replace(MICROS, TEXT) : schema;
    }

    private static String resource() {
        try (InputStream in = RowEncoder.class.getResourceAsStream("row.avsc")) {
            if (in == null) {
                throw new IOException("row.avsc is missing from the jar: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void encode(Report report, BiConsumer<byte[], byte[]> records) {
        for (Application application : report.applications()) {
            String id = report.systemId() + "_" + application.moduleId();
            records.accept(id.getBytes(StandardCharsets.UTF_8), encode(id, report, application));
        }
    }

    private byte[] encode(String id, Report report, Application application) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_BYTES);
        BinaryEncoder row = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            row.writeString(id);
            row.writeString(report.systemId());
            row.writeString(application.moduleId());
            row.writeString(application.instanceOf());
            row.writeString(application.name());
            row.writeString(application.source());
            writeOptional(row, application.displayName());
            row.writeString(application.version());
            row.writeIndex(1);
            row.writeInt(application.nodeId());
            writeOptional(row, application.nodeLabel());
            writeOptional(row, application.url());
            row.writeBoolean(application.userFacing());
            row.writeString(application.inventoryData());
            row.writeString(application.backupData());
            row.writeString(application.servicesData());
            if (timesAsText) {
                row.writeString(report.collectedAt().toString());
            } else {
                row.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, report.collectedAt()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static void writeOptional(BinaryEncoder row, @Nullable String text) throws IOException {
        row.writeIndex(text == null ? 0 : 1);
        if (text != null) {
            row.writeString(text);
        }
    }
}
