package dev.muster.ingest.kafka;

import dev.muster.ingest.inventory.InvalidReportException;
import dev.muster.ingest.inventory.ReportRules;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** One released version of the report's schema, taken apart: what stands before the applications, and one of them. */
final class ReportVersion {

    private static final String TAIL = "applications";

    private final GenericDatumReader<GenericRecord> headerReader;
    private final SpecificDatumReader<ReportedApplication> applicationReader;

    ReportVersion(Schema written) {
        headerReader = new GenericDatumReader<>(withoutTail(written), withoutTail(InventoryReport.getClassSchema()));
        applicationReader = new SpecificDatumReader<>(
                written.getField(TAIL).schema().getElementType(), ReportedApplication.getClassSchema());
    }

    GenericRecord readHeader(InputStream input) throws IOException {
        // Unbuffered: it takes no byte of what follows.
        return headerReader.read(null, DecoderFactory.get().directBinaryDecoder(input, null));
    }

    List<ReportedApplication> readApplications(byte[] value, int from) throws IOException, InvalidReportException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
        List<ReportedApplication> applications = new ArrayList<>();
        for (long block = decoder.readArrayStart(); block > 0; block = decoder.arrayNext()) {
            if (applications.size() + block > ReportRules.MAX_APPLICATIONS) {
                throw new InvalidReportException(
                        "too_many_applications",
                        "the report has more than " + ReportRules.MAX_APPLICATIONS + " applications");
            }
            for (long i = 0; i < block; i++) {
                applications.add(applicationReader.read(null, decoder));
            }
        }
        if (!decoder.isEnd()) {
            throw new InvalidReportException("malformed", "there are bytes behind the end of the report");
        }
        return applications;
    }

    private static Schema withoutTail(Schema report) {
        List<Schema.Field> fields = report.getFields();
        if (!fields.get(fields.size() - 1).name().equals(TAIL)) {
            throw new IllegalStateException("the applications have to stand last in " + report.getFullName());
        }
        List<Schema.Field> header = fields.subList(0, fields.size() - 1).stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(report.getName(), null, report.getNamespace(), false, header);
    }
}
