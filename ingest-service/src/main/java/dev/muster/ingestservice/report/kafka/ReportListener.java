package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.messaging.consumer.TransactionalBatchListener;
import dev.muster.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Receives the polls of inventory.reports, and measures them. {@link ReportHandler} ingests them. Reports that are read again
 * after a crash are recognized as duplicates.
 */
public final class ReportListener {

    public static final String ID = "inventory-reports";
    public static final String GROUP = "muster-" + ID;

    private final TransactionalBatchListener<ReceivedReport> reports;
    private final ReportMetrics metrics;

    public ReportListener(TransactionalBatchListener<ReceivedReport> reports, ReportMetrics metrics) {
        this.reports = reports;
        this.metrics = metrics;
    }

    @KafkaListener(
            id = ID,
            groupId = GROUP,
            topics = Topics.INVENTORY_REPORTS,
            concurrency = "${muster.reports.concurrency}",
            properties = "max.poll.records=${muster.reports.max-poll-records}")
    void onPoll(List<ConsumerRecord<byte[], byte[]>> records) {
        metrics.timePoll(records.size(), () -> reports.onMessage(records));
    }
}
