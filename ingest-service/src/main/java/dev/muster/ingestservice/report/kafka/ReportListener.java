package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportIngestion;
import dev.muster.ingestservice.report.ReportResult;
import dev.muster.ingestservice.report.UnstorableReportException;
import dev.muster.messaging.consumer.DeadLetterRecords;
import dev.muster.messaging.consumer.InternalErrorReporter;
import dev.muster.messaging.consumer.ReadPositions;
import dev.muster.messaging.consumer.RetryingErrorHandler;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ingests the polls of inventory.reports, each in one transaction together with its change events, receipts and dead
 * letters. A very large poll is split into several transactions. Offsets are committed after the database, so reports that
 * are read again after a crash are recognized as duplicates.
 */
public final class ReportListener {

    public static final String GROUP = "muster-inventory-reports";

    private final ReportDecoder decoder;
    private final ReportIngestion ingestion;
    private final ReceiptPublisher receipts = new ReceiptPublisher();
    private final OutboxWriter outbox;
    private final ReadPositions positions;
    private final TransactionTemplate transaction;
    private final ReportMetrics metrics;
    private final Clock clock;

    public ReportListener(
            ReportDecoder decoder,
            ReportIngestion ingestion,
            OutboxWriter outbox,
            ReadPositions positions,
            TransactionTemplate transaction,
            ReportMetrics metrics,
            Clock clock) {
        this.decoder = decoder;
        this.ingestion = ingestion;
        this.outbox = outbox;
        this.positions = positions;
        this.transaction = transaction;
        this.metrics = metrics;
        this.clock = clock;
    }

    @KafkaListener(
            id = "inventory-reports",
            groupId = GROUP,
            topics = Topics.INVENTORY_REPORTS,
            concurrency = "${muster.reports.concurrency}",
            properties = "max.poll.records=${muster.reports.max-poll-records}")
    void onPoll(List<ConsumerRecord<byte[], byte[]>> records) {
        metrics.timePoll(records.size(), () -> BatchSplitter.split(records).forEach(this::decodeAndIngest));
    }

    private void decodeAndIngest(List<ConsumerRecord<byte[], byte[]>> records) {
        ingestOrSplit(records.stream().map(decoder::decode).toList());
    }

    /**
     * Isolates a record that cannot be ingested by bisection, so that the others stay together as far as possible. Records
     * that take too long are split too: halves that are committed stay committed when the poll is retried.
     */
    private void ingestOrSplit(List<DecodedRecord> records) {
        try {
            ingestInTransaction(records);
        } catch (RuntimeException e) {
            if (RetryingErrorHandler.isRetriable(e, records.size())) {
                throw e;
            }
            if (records.size() == 1) {
                reject(records.get(0), rejectionFor(records.get(0), e));
            } else {
                int half = records.size() / 2;
                ingestOrSplit(records.subList(0, half));
                ingestOrSplit(records.subList(half, records.size()));
            }
        }
    }

    private static InvalidReportException rejectionFor(DecodedRecord record, RuntimeException e) {
        return e instanceof UnstorableReportException unstorable
                ? new InvalidReportException(unstorable.reason(), unstorable.getMessage())
                : new InvalidReportException(
                        InternalErrorReporter.REASON, InternalErrorReporter.report(record.record(), e));
    }

    private void reject(DecodedRecord record, InvalidReportException rejection) {
        ingestInTransaction(List.of(new DecodedRecord(record.record(), record.report(), rejection)));
    }

    private void ingestInTransaction(List<DecodedRecord> records) {
        PollResult result = transaction.execute(status -> {
            PollResult poll = ingest(records);
            outbox.append(messages(poll));
            positions.remember(records.stream().map(DecodedRecord::record).toList());
            return poll;
        });
        metrics.count(result);
    }

    private PollResult ingest(List<DecodedRecord> records) {
        List<ReceivedReport> reports = new ArrayList<>(records.size());
        PollResult poll = new PollResult(records);
        for (DecodedRecord record : records) {
            InvalidReportException rejection = record.rejection();
            if (rejection != null) {
                poll.reject(record.record(), record.report(), rejection);
            } else if (record.report() != null) {
                reports.add(record.report());
            }
        }
        if (!reports.isEmpty()) {
            ingestion.ingest(reports).forEach(poll::add);
        }
        return poll;
    }

    private List<OutboxMessage> messages(PollResult poll) {
        Instant now = clock.instant();
        List<OutboxMessage> messages = new ArrayList<>();
        for (PollResult.Rejected rejected : poll.rejected()) {
            messages.add(DeadLetterRecords.of(
                    rejected.record(),
                    rejected.rejection().reason(),
                    rejected.rejection().getMessage(),
                    now));
        }
        for (ReportResult result : poll.results()) {
            if (result.report().header().receiptRequested()) {
                messages.add(receipts.receiptOf(result, now));
            }
        }
        return messages;
    }
}
