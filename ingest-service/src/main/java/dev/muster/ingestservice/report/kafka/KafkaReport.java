package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.ContentHash;
import dev.muster.ingestservice.report.EncodedApplication;
import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportHeader;
import dev.muster.ingestservice.report.ReportedApplication;
import dev.muster.ingestservice.report.SourcePosition;
import dev.muster.messaging.consumer.RecordTime;
import dev.muster.text.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A report from Kafka whose applications are not decoded yet. */
final class KafkaReport implements ReceivedReport {

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Sha256::newDigest);

    private final ConsumerRecord<byte[], byte[]> record;
    private final ReportHeader header;
    private final ReportVersion version;
    private final int applicationsOffset;

    KafkaReport(
            ConsumerRecord<byte[], byte[]> record, ReportHeader header, ReportVersion version, int applicationsOffset) {
        this.record = record;
        this.header = header;
        this.version = version;
        this.applicationsOffset = applicationsOffset;
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
        return Arrays.copyOf(hash(applicationsOffset, record.value().length), ContentHash.BYTES);
    }

    @Override
    public Instant receivedAt() {
        return RecordTime.of(record);
    }

    /**
     * Hashes bytes together with the schema of an application, whatever the schema of the header: the same bytes behind
     * another version of the header are the same applications. No hash of version 1, which included the report's own schema,
     * equals one of these. So bytes whose hash was stored are valid UTF-8, because only valid UTF-8 was stored with a hash of
     * version 2.
     */
    private byte[] hash(int begin, int end) {
        MessageDigest digest = SHA_256.get();
        digest.update(version.hashPrefix());
        digest.update(record.value(), begin, end - begin);
        return digest.digest();
    }

    @Override
    public List<EncodedApplication> applications() throws InvalidReportException {
        List<EncodedApplication> applications = new ArrayList<>();
        for (ReportVersion.EncodedRange range : version.locateApplications(record.value(), applicationsOffset)) {
            applications.add(new LazyApplication(range));
        }
        applications.sort(Comparator.comparing(EncodedApplication::moduleId));
        checkUnique(applications);
        return applications;
    }

    private static void checkUnique(List<EncodedApplication> sorted) throws InvalidReportException {
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).moduleId().equals(sorted.get(i - 1).moduleId())) {
                throw new InvalidReportException(
                        "module_id_duplicate",
                        "the report has the application " + sorted.get(i).moduleId() + " more than once");
            }
        }
    }

    private final class LazyApplication implements EncodedApplication {

        private final ReportVersion.EncodedRange range;

        LazyApplication(ReportVersion.EncodedRange range) {
            this.range = range;
        }

        @Override
        public String moduleId() {
            return range.moduleId();
        }

        @Override
        public ContentHash hash() {
            ByteBuffer hash = ByteBuffer.wrap(KafkaReport.this.hash(range.begin(), range.end()));
            return new ContentHash(hash.getLong(), hash.getLong());
        }

        @Override
        public ReportedApplication decode() throws InvalidReportException {
            return ApplicationDecoder.convert(version.decodeApplication(record.value(), range));
        }
    }
}
