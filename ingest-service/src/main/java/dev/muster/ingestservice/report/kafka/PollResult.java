package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What came of the records of one poll: a result for each whose header could be read, and what was rejected. */
final class PollResult {

    /** A record for the dead letters. */
    record Rejected(ConsumerRecord<byte[], byte[]> record, InvalidReportException rejection) {}

    private final List<ReportResult> results = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();

    void add(ReportResult result) {
        results.add(result);
        InvalidReportException rejection = result.rejection();
        if (rejection != null) {
            rejected.add(new Rejected(((KafkaReport) result.report()).record(), rejection));
        }
    }

    void reject(ConsumerRecord<byte[], byte[]> record, @Nullable KafkaReport report, InvalidReportException rejection) {
        if (report != null) {
            add(ReportResult.rejected(report, rejection));
        } else {
            rejected.add(new Rejected(record, rejection));
        }
    }

    List<ReportResult> results() {
        return results;
    }

    List<Rejected> rejected() {
        return rejected;
    }
}
