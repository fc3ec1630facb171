package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.StrictTextDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/** One released version of the report schema, split into the header and the applications. */
final class ReportVersion {

    /** Byte range of an application in a report's value; {@code end} is exclusive. */
    record EncodedRange(String moduleId, int begin, int end) {}

    private static final String APPLICATIONS = "applications";
    private static final String MODULE_ID = "module_id";

    /** Version of the stored hashes of applications. It is hashed first, so that hashes of two versions are never equal. */
    private static final byte HASH_VERSION = 2;

    private final byte[] hashPrefix;
    private final GenericDatumReader<GenericRecord> headerReader;
    private final List<Schema> fieldsAfterModuleId;
    private final SpecificDatumReader<ReportedApplication> applicationReader;

    ReportVersion(Schema written) {
        headerReader = new GenericDatumReader<>(
                withoutApplications(written), withoutApplications(InventoryReport.getClassSchema()));
        Schema application = written.getField(APPLICATIONS).schema().getElementType();
        hashPrefix = ByteBuffer.allocate(1 + Long.BYTES)
                .put(HASH_VERSION)
                .putLong(SchemaNormalization.parsingFingerprint64(application))
                .array();
        fieldsAfterModuleId = fieldsAfterModuleId(application);
        applicationReader =
                new SpecificDatumReader<>(application, ReportedApplication.getClassSchema(), generatedCode());
    }

    /** Enables the decoding code of the generated class, which is faster than interpreting the schema. */
    private static SpecificData generatedCode() {
        SpecificData model = new SpecificData(ReportedApplication.class.getClassLoader());
        model.setCustomCoders(true);
        return model;
    }

    /** Hashed before the bytes of applications: the hash version and the fingerprint of the application schema. */
    byte[] hashPrefix() {
        return hashPrefix;
    }

    /** Decodes the header; the input is left where the applications begin. */
    GenericRecord readHeader(InputStream input) throws InvalidReportException {
        try {
            // Unbuffered: it reads no byte behind the header.
            return headerReader.read(
                    null, new StrictTextDecoder(DecoderFactory.get().directBinaryDecoder(input, null)));
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
    }

    /** Locates the applications, from the given offset to the end, and decodes only their module ids. */
    List<EncodedRange> locateApplications(byte[] value, int from) throws InvalidReportException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
        StrictTextDecoder texts = new StrictTextDecoder(decoder);
        List<EncodedRange> ranges = new ArrayList<>();
        try {
            for (long block = decoder.readArrayStart(); block > 0; block = decoder.arrayNext()) {
                checkCount(ranges.size() + block);
                for (long i = 0; i < block; i++) {
                    int begin = value.length - decoder.inputStream().available();
                    String moduleId = texts.readString();
                    for (Schema field : fieldsAfterModuleId) {
                        GenericDatumReader.skip(field, decoder);
                    }
                    ranges.add(new EncodedRange(
                            moduleId,
                            begin,
                            value.length - decoder.inputStream().available()));
                }
            }
            if (decoder.isEnd()) {
                return ranges;
            }
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
        throw new InvalidReportException("malformed", "there are bytes after the end of the report");
    }

    ReportedApplication decodeApplication(byte[] value, EncodedRange range) throws InvalidReportException {
        int length = range.end() - range.begin();
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, range.begin(), length, null);
            ReportedApplication application = applicationReader.read(null, new StrictTextDecoder(decoder));
            if (decoder.isEnd()) {
                return application;
            }
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
        throw new InvalidReportException("malformed", "an application ends before its bytes do");
    }

    private static void checkCount(long applications) throws InvalidReportException {
        if (applications > ReportRules.MAX_APPLICATIONS) {
            throw new InvalidReportException(
                    "too_many_applications",
                    "the report has more than " + ReportRules.MAX_APPLICATIONS + " applications");
        }
    }

    /** Avro throws more exceptions on malformed bytes than it documents. */
    private static InvalidReportException malformed(Exception e) {
        return new InvalidReportException("malformed", "the bytes do not follow their schema: " + e);
    }

    private static List<Schema> fieldsAfterModuleId(Schema application) {
        List<Schema.Field> fields = application.getFields();
        if (!fields.get(0).name().equals(MODULE_ID)) {
            throw new IllegalStateException("module_id has to be the first field of " + application.getFullName());
        }
        return fields.subList(1, fields.size()).stream()
                .map(Schema.Field::schema)
                .toList();
    }

    private static Schema withoutApplications(Schema report) {
        List<Schema.Field> fields = report.getFields();
        if (!fields.get(fields.size() - 1).name().equals(APPLICATIONS)) {
            throw new IllegalStateException("applications has to be the last field of " + report.getFullName());
        }
        List<Schema.Field> header = fields.subList(0, fields.size() - 1).stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(report.getName(), null, report.getNamespace(), false, header);
    }
}
