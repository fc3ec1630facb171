package dev.muster.ingestservice.report.kafka;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportIngestion;
import dev.muster.ingestservice.report.ReportResult;
import dev.muster.messaging.consumer.BatchHandler;
import dev.muster.messaging.consumer.DeadLetter;
import dev.muster.messaging.consumer.DeadLetterWriter;
import dev.muster.messaging.consumer.DecodedRecord;
import dev.muster.messaging.consumer.DecodedRecord.Rejection;
import dev.muster.messaging.database.AfterCommit;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Ingests reports; writes a receipt for each report that requests one, and dead letters for those that are rejected. */
public final class ReportHandler implements BatchHandler<ReceivedReport> {

    private final ReportDecoder decoder;
    private final ReportIngestion ingestion;
    private final ReceiptPublisher receipts = new ReceiptPublisher();
    private final OutboxWriter outbox;
    private final DeadLetterWriter deadLetters;
    private final ReportMetrics metrics;
    private final Clock clock;

    public ReportHandler(
            ReportDecoder decoder,
            ReportIngestion ingestion,
            OutboxWriter outbox,
            DeadLetterWriter deadLetters,
            ReportMetrics metrics,
            Clock clock) {
        this.decoder = decoder;
        this.ingestion = ingestion;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public DecodedRecord<ReceivedReport> decode(ConsumerRecord<byte[], byte[]> record) {
        return decoder.decode(record);
    }

    @Override
    public void handle(List<DecodedRecord<ReceivedReport>> records) {
        List<ReportResult> results =
                ingestion.ingest(records.stream().map(DecodedRecord::validValue).toList());
        writeDeadLetters(records, results);
        writeReceipts(results);
        AfterCommit.run(() -> metrics.count(results));
    }

    /** A rejected report whose system is known gets its receipt. */
    @Override
    public void onRejected(List<DecodedRecord<ReceivedReport>> records) {
        List<ReportResult> results = new ArrayList<>();
        for (DecodedRecord<ReceivedReport> record : records) {
            ReceivedReport report = record.value();
            if (report != null) {
                Rejection rejection = requireNonNull(record.rejection());
                results.add(ReportResult.rejected(
                        report, new InvalidReportException(rejection.reason(), rejection.message())));
            }
        }
        writeReceipts(results);
        AfterCommit.run(() -> metrics.countRejected(records.size()));
    }

    /** Reports that are found to be invalid when their applications are decoded. */
    private void writeDeadLetters(List<DecodedRecord<ReceivedReport>> records, List<ReportResult> results) {
        List<ReportResult> rejected =
                results.stream().filter(result -> result.rejection() != null).toList();
        if (rejected.isEmpty()) {
            return;
        }
        Map<ReceivedReport, ConsumerRecord<byte[], byte[]>> recordOf = new HashMap<>();
        records.forEach(record -> recordOf.put(record.validValue(), record.record()));
        deadLetters.append(rejected.stream()
                .map(result -> letterOf(requireNonNull(recordOf.get(result.report())), result))
                .toList());
    }

    private static DeadLetter letterOf(ConsumerRecord<byte[], byte[]> record, ReportResult result) {
        InvalidReportException rejection = requireNonNull(result.rejection());
        return new DeadLetter(record, rejection.reason(), rejection.getMessage());
    }

    private void writeReceipts(List<ReportResult> results) {
        Instant now = clock.instant();
        List<OutboxMessage> messages = results.stream()
                .filter(result -> result.report().header().receiptRequested())
                .map(result -> receipts.receiptOf(result, now))
                .toList();
        outbox.append(messages);
    }
}
