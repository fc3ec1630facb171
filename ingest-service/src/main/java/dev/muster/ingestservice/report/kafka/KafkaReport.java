package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.ContentHash;
import dev.muster.ingestservice.report.EncodedApplication;
import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportHeader;
import dev.muster.ingestservice.report.ReportedApplication;
import dev.muster.ingestservice.report.SourcePosition;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A report as it came from Kafka, its applications still bytes. */
public final class KafkaReport implements ReceivedReport {

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(KafkaReport::newSha256);

    private final ConsumerRecord<byte[], byte[]> record;
    private final ReportHeader header;
    private final ReportVersion version;
    private final int tail;

    KafkaReport(ConsumerRecord<byte[], byte[]> record, ReportHeader header, ReportVersion version, int tail) {
        this.record = record;
        this.header = header;
        this.version = version;
        this.tail = tail;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    @Override
    public ReportHeader header() {
        return header;
    }

    @Override
    public SourcePosition position() {
        return new SourcePosition(record.topic(), record.partition(), record.offset());
    }

    @Override
    public byte[] applicationsHash() {
        return Arrays.copyOf(hash(tail, record.value().length), ContentHash.BYTES);
    }

    /**
     * Of what stands there and of the schema that applications are written in, whatever stands before them: a version of
     * the report with another header says the same with the same bytes. No hash that version 1 made, of the report's own
     * schema, is equal to one of these; so what has the hash of something that was stored is in UTF-8 too, since only texts
     * in UTF-8 have been stored with a hash of version 2.
     */
    private byte[] hash(int begin, int end) {
        MessageDigest digest = SHA_256.get();
        digest.update(version.hashPrefix());
        digest.update(record.value(), begin, end - begin);
        return digest.digest();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public List<EncodedApplication> applications() throws InvalidReportException {
        List<EncodedApplication> applications = new ArrayList<>();
        for (ReportVersion.Place place : version.findApplications(record.value(), tail)) {
            applications.add(new Written(place));
        }
        applications.sort(Comparator.comparing(EncodedApplication::moduleId));
        checkEachOnce(applications);
        return applications;
    }

    private static void checkEachOnce(List<EncodedApplication> sorted) throws InvalidReportException {
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).moduleId().equals(sorted.get(i - 1).moduleId())) {
                throw new InvalidReportException(
                        "module_id_duplicate",
                        "the report has the application " + sorted.get(i).moduleId() + " more than once");
            }
        }
    }

    private final class Written implements EncodedApplication {

        private final ReportVersion.Place place;

        Written(ReportVersion.Place place) {
            this.place = place;
        }

        @Override
        public String moduleId() {
            return place.moduleId();
        }

        @Override
        public ContentHash hash() {
            ByteBuffer hash = ByteBuffer.wrap(KafkaReport.this.hash(place.begin(), place.end()));
            return new ContentHash(hash.getLong(), hash.getLong());
        }

        @Override
        public ReportedApplication read() throws InvalidReportException {
            return ApplicationDecoder.of(version.readApplication(record.value(), place));
        }
    }
}
