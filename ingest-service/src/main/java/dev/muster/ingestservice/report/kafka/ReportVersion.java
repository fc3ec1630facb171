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

/** One released version of the report's schema, taken apart: what stands before the applications, and one of them. */
final class ReportVersion {

    /** Where an application stands in a report's value. */
    record Place(String moduleId, int begin, int end) {}

    private static final String TAIL = "applications";
    private static final String HEAD_OF_APPLICATION = "module_id";

    /** Of the hashes that are stored of applications. It goes first, so that hashes of two versions are never equal. */
    private static final byte HASH_VERSION = 2;

    private final byte[] hashPrefix;
    private final GenericDatumReader<GenericRecord> headerReader;
    private final List<Schema> behindModuleId;
    private final SpecificDatumReader<ReportedApplication> applicationReader;

    ReportVersion(Schema written) {
        headerReader = new GenericDatumReader<>(withoutTail(written), withoutTail(InventoryReport.getClassSchema()));
        Schema application = written.getField(TAIL).schema().getElementType();
        hashPrefix = ByteBuffer.allocate(1 + Long.BYTES)
                .put(HASH_VERSION)
                .putLong(SchemaNormalization.parsingFingerprint64(application))
                .array();
        behindModuleId = behindModuleId(application);
        applicationReader =
                new SpecificDatumReader<>(application, ReportedApplication.getClassSchema(), generatedCode());
    }

    /** The generated class reads itself, which is faster than by its schema; Avro asks to be told. */
    private static SpecificData generatedCode() {
        SpecificData model = new SpecificData(ReportedApplication.class.getClassLoader());
        model.setCustomCoders(true);
        return model;
    }

    /** What is hashed before the bytes of applications: the version of such hashes, and the applications' own schema. */
    byte[] hashPrefix() {
        return hashPrefix;
    }

    /** Reads what stands before the applications; the input is left where they begin. */
    GenericRecord readHeader(InputStream input) throws InvalidReportException {
        try {
            // Unbuffered: it takes no byte of what follows.
            return headerReader.read(
                    null, new StrictTextDecoder(DecoderFactory.get().directBinaryDecoder(input, null)));
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
    }

    /** Finds the applications, which stand from the given place to the end, and reads no more of them than their ids. */
    List<Place> findApplications(byte[] value, int from) throws InvalidReportException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
        StrictTextDecoder texts = new StrictTextDecoder(decoder);
        List<Place> places = new ArrayList<>();
        try {
            for (long block = decoder.readArrayStart(); block > 0; block = decoder.arrayNext()) {
                checkCount(places.size() + block);
                for (long i = 0; i < block; i++) {
                    int begin = value.length - decoder.inputStream().available();
                    String moduleId = texts.readString();
                    for (Schema field : behindModuleId) {
                        GenericDatumReader.skip(field, decoder);
                    }
                    places.add(new Place(
                            moduleId,
                            begin,
                            value.length - decoder.inputStream().available()));
                }
            }
            if (decoder.isEnd()) {
                return places;
            }
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
        throw new InvalidReportException("malformed", "there are bytes behind the end of the report");
    }

    ReportedApplication readApplication(byte[] value, Place place) throws InvalidReportException {
        int length = place.end() - place.begin();
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, place.begin(), length, null);
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

    /** What Avro throws on bytes from others is about the bytes, and it throws more than it documents. */
    private static InvalidReportException malformed(Exception e) {
        return new InvalidReportException("malformed", "the bytes do not follow their schema: " + e);
    }

    private static List<Schema> behindModuleId(Schema application) {
        List<Schema.Field> fields = application.getFields();
        if (!fields.get(0).name().equals(HEAD_OF_APPLICATION)) {
            throw new IllegalStateException("the module_id has to stand first in " + application.getFullName());
        }
        return fields.subList(1, fields.size()).stream()
                .map(Schema.Field::schema)
                .toList();
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
