package dev.muster.ingestservice.report.kafka;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportHeader;
import dev.muster.ingestservice.report.ReportKey;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.inventory.InventoryReport;
import dev.muster.messaging.consumer.DecodedRecord;
import dev.muster.messaging.consumer.RecordTime;
import dev.muster.schemas.ReleasedSchemas;
import dev.muster.schemas.UnreadableValueException;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes and validates the headers of reports. The applications are decoded on demand. */
public final class ReportDecoder {

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final ReleasedSchemas released;
    private final Map<Schema, ReportVersion> versions = new HashMap<>();
    private final Clock clock;

    public ReportDecoder(Clock clock) {
        this(clock, ReleasedSchemas.of(InventoryReport.getClassSchema()));
    }

    public ReportDecoder(Clock clock, ReleasedSchemas released) {
        this.clock = clock;
        this.released = released;
        released.versions().forEach(schema -> versions.put(schema, new ReportVersion(schema)));
    }

    /** Decodes the header of a report. A rejected record has a value when its system is known. */
    public DecodedRecord<ReceivedReport> decode(ConsumerRecord<byte[], byte[]> record) {
        ReceivedReport report = null;
        try {
            KafkaReport decoded = readHeader(record);
            ReportRules.checkId("system_id", decoded.header().systemId());
            SystemKeys.check(record.key(), decoded.header().systemId());
            report = decoded;
            checkTime(record);
            ReportRules.check(report.header(), RecordTime.of(record));
            return DecodedRecord.valid(record, report);
        } catch (InvalidReportException e) {
            return DecodedRecord.rejected(record, report, e.reason(), e.getMessage());
        }
    }

    private KafkaReport readHeader(ConsumerRecord<byte[], byte[]> record) throws InvalidReportException {
        byte[] value = record.value();
        if (value != null && value.length > ReportRules.MAX_REPORT_BYTES) {
            throw new InvalidReportException(
                    "report_too_large",
                    "the report has " + value.length + " bytes, more than " + ReportRules.MAX_REPORT_BYTES);
        }
        try {
            ReportVersion version = requireNonNull(versions.get(released.writerOf(value)));
            PositionedInput input = new PositionedInput(value, ReleasedSchemas.HEADER_BYTES);
            GenericRecord header = version.readHeader(input);
            return new KafkaReport(record, headerOf(header), version, input.position());
        } catch (UnreadableValueException e) {
            throw new InvalidReportException(e.reason().code(), e.getMessage());
        }
    }

    private static ReportHeader headerOf(GenericRecord header) throws InvalidReportException {
        return new ReportHeader(
                header.get("system_id").toString(),
                new ReportKey(
                        instantOfMicros((long) header.get("collected_at")),
                        (long) header.get("sequence"),
                        uuidOf(header.get("report_id").toString())),
                header.get("collector").toString(),
                header.get("scope").toString().equals("SNAPSHOT"),
                (boolean) header.get("receipt"),
                (Integer) header.get("next_report_within_s"));
    }

    private static UUID uuidOf(String text) throws InvalidReportException {
        try {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equalsIgnoreCase(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            // reported below, like texts that Java parses although they are not 36 characters long
        }
        throw new InvalidReportException("report_id_invalid", "report_id is not a UUID of 36 characters");
    }

    private static Instant instantOfMicros(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
    }

    private void checkTime(ConsumerRecord<byte[], byte[]> record) throws InvalidReportException {
        String problem = RecordTime.problem(record, clock.instant());
        if (problem != null) {
            throw new InvalidReportException(RecordTime.REASON, problem);
        }
    }

    /** Byte stream with an accessible read position. */
    private static final class PositionedInput extends ByteArrayInputStream {

        PositionedInput(byte[] bytes, int from) {
            super(bytes, from, bytes.length - from);
        }

        int position() {
            return pos;
        }
    }
}
