package dev.muster.ingestservice.report.kafka;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.ReleasedSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** A report written by hand, so that it can say what the generated classes do not let anybody say. */
final class ReportBytes {

    private final String systemId;
    private String reportId = UUID.randomUUID().toString();
    private String collector = "bytes/1";
    private long collectedAtMicros = Instant.now().getEpochSecond() * 1_000_000;
    private int scope;
    private boolean receipt;
    private byte[] tail = applications(List.of());

    /** Something that writes a part of a report. */
    @FunctionalInterface
    interface Part {
        void write(BinaryEncoder encoder) throws IOException;
    }

    private ReportBytes(String systemId) {
        this.systemId = systemId;
    }

    static ReportBytes of(String systemId) {
        return new ReportBytes(systemId);
    }

    ReportBytes reportId(String text) {
        reportId = text;
        return this;
    }

    ReportBytes collector(String text) {
        collector = text;
        return this;
    }

    ReportBytes collectedAt(Instant time) {
        return collectedAtMicros(time.getEpochSecond() * 1_000_000);
    }

    ReportBytes collectedAtMicros(long micros) {
        collectedAtMicros = micros;
        return this;
    }

    ReportBytes scope(int symbol) {
        scope = symbol;
        return this;
    }

    ReportBytes receipt() {
        receipt = true;
        return this;
    }

    ReportBytes applications(ReportedApplication... applications) {
        tail = applications(List.of(applications));
        return this;
    }

    ReportBytes tail(Part part) {
        tail = bytes(part);
        return this;
    }

    byte[] build() {
        byte[] header = bytes(encoder -> {
            encoder.writeString(reportId);
            encoder.writeString(systemId);
            encoder.writeString(collector);
            encoder.writeLong(collectedAtMicros);
            encoder.writeLong(0);
            encoder.writeEnum(scope);
            encoder.writeBoolean(receipt);
            encoder.writeIndex(0);
        });
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(ReleasedSchemas.header(InventoryReport.getClassSchema()));
        all.writeBytes(header);
        all.writeBytes(tail);
        return all.toByteArray();
    }

    static byte[] applications(List<ReportedApplication> applications) {
        SpecificDatumWriter<ReportedApplication> writer =
                new SpecificDatumWriter<>(ReportedApplication.getClassSchema());
        return bytes(encoder -> {
            encoder.writeArrayStart();
            encoder.setItemCount(applications.size());
            for (ReportedApplication application : applications) {
                encoder.startItem();
                writer.write(application, encoder);
            }
            encoder.writeArrayEnd();
        });
    }

    private static byte[] bytes(Part part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            part.write(encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }
}
