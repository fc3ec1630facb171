package dev.muster.ingest.kafka;

import dev.muster.ingest.inventory.Attributes;
import dev.muster.ingest.inventory.InvalidReportException;
import dev.muster.ingest.inventory.ReceivedReport;
import dev.muster.ingest.inventory.ReportHeader;
import dev.muster.ingest.inventory.ReportRules;
import dev.muster.ingest.inventory.ReportedApplication;
import dev.muster.ingest.inventory.SourcePosition;
import dev.muster.schemas.ReleasedSchemas;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A report as it came from Kafka, its applications still bytes. */
final class KafkaReport implements ReceivedReport {

    private static final int HASH_BYTES = 16;
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
        MessageDigest digest = SHA_256.get();
        digest.update(record.value(), 0, ReleasedSchemas.HEADER_BYTES);
        digest.update(record.value(), tail, record.value().length - tail);
        return Arrays.copyOf(digest.digest(), HASH_BYTES);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public List<ReportedApplication> applications() throws InvalidReportException {
        List<ReportedApplication> applications = new ArrayList<>();
        for (dev.muster.inventory.ReportedApplication written : version.readApplications(record.value(), tail)) {
            ReportedApplication application = applicationOf(written);
            ReportRules.check(application);
            checkJson(application);
            applications.add(application);
        }
        applications.sort(Comparator.comparing(ReportedApplication::moduleId));
        checkEachOnce(applications);
        return applications;
    }

    private static ReportedApplication applicationOf(dev.muster.inventory.ReportedApplication written) {
        return new ReportedApplication(
                written.getModuleId(),
                new Attributes(
                        written.getInstanceOf(),
                        written.getName(),
                        written.getSource(),
                        written.getDisplayName(),
                        written.getVersion(),
                        written.getNodeId(),
                        written.getNodeLabel(),
                        written.getUrl(),
                        written.getUserFacing(),
                        written.getInventoryData(),
                        written.getBackupData(),
                        written.getServicesData()));
    }

    private static void checkJson(ReportedApplication application) throws InvalidReportException {
        try {
            JsonObjects.check("inventory_data", application.attributes().inventoryData());
            JsonObjects.check("backup_data", application.attributes().backupData());
            JsonObjects.check("services_data", application.attributes().servicesData());
        } catch (InvalidReportException e) {
            throw new InvalidReportException(
                    e.reason(), "application " + application.moduleId() + ": " + e.getMessage());
        }
    }

    private static void checkEachOnce(List<ReportedApplication> sorted) throws InvalidReportException {
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).moduleId().equals(sorted.get(i - 1).moduleId())) {
                throw new InvalidReportException(
                        "module_id_duplicate",
                        "the report has the application " + sorted.get(i).moduleId() + " more than once");
            }
        }
    }
}
