package dev.muster.ingestservice.report.kafka;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportResult;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Result of one poll: a result for each report whose header was decoded, and the records for the dead letters. */
final class PollResult {

    /** A record for the dead letters. */
    record Rejected(ConsumerRecord<byte[], byte[]> record, InvalidReportException rejection) {}

    private final List<DecodedRecord> records;
    private final List<ReportResult> results = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private @Nullable IdentityHashMap<ReceivedReport, ConsumerRecord<byte[], byte[]>> recordsByReport;

    /**
     * Creates an empty result.
     *
     * @param records all records of the poll
     */
    PollResult(List<DecodedRecord> records) {
        this.records = records;
    }

    /** Adds the result of a report that was decoded from one of the records. */
    void add(ReportResult result) {
        results.add(result);
        InvalidReportException rejection = result.rejection();
        if (rejection != null) {
            rejected.add(new Rejected(recordOf(result.report()), rejection));
        }
    }

    void reject(
            ConsumerRecord<byte[], byte[]> record, @Nullable ReceivedReport report, InvalidReportException rejection) {
        if (report != null) {
            results.add(ReportResult.rejected(report, rejection));
        }
        rejected.add(new Rejected(record, rejection));
    }

    List<ReportResult> results() {
        return results;
    }

    List<Rejected> rejected() {
        return rejected;
    }

    /** Rejections are rare: the index is built for the first one. */
    private ConsumerRecord<byte[], byte[]> recordOf(ReceivedReport report) {
        IdentityHashMap<ReceivedReport, ConsumerRecord<byte[], byte[]>> index = recordsByReport;
        if (index == null) {
            index = new IdentityHashMap<>(records.size());
            for (DecodedRecord decoded : records) {
                if (decoded.report() != null) {
                    index.put(decoded.report(), decoded.record());
                }
            }
            recordsByReport = index;
        }
        return requireNonNull(index.get(report));
    }
}
