package dev.muster.ingestservice.report.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportHeader;
import dev.muster.ingestservice.report.ReportResult;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportReceipt;
import dev.muster.inventory.SourcePosition;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Builds receipts for the reports that request one. */
final class ReceiptPublisher {

    private final SingleObjectCodec<ReportReceipt> codec = SingleObjectCodec.of(ReportReceipt.class);

    OutboxMessage receiptOf(ReportResult result, Instant now) {
        ReportHeader header = result.report().header();
        InvalidReportException rejection = result.rejection();
        ReportReceipt receipt = new ReportReceipt(
                header.key().reportId(),
                header.systemId(),
                ReceiptStatus.valueOf(result.status().name()),
                rejection == null ? null : rejection.reason(),
                rejection == null ? messageOf(result) : rejection.getMessage(),
                result.appeared(),
                result.changed(),
                result.removed(),
                result.returned(),
                result.held(),
                result.late(),
                now.truncatedTo(ChronoUnit.MICROS),
                new SourcePosition(
                        result.report().position().topic(),
                        result.report().position().partition(),
                        result.report().position().offset()));
        return new OutboxMessage(Topics.INVENTORY_RECEIPTS, header.systemId().getBytes(UTF_8), codec.encode(receipt));
    }

    private static String messageOf(ReportResult result) {
        return result.held() == 0
                ? ""
                : result.held() + " removals are held back until the next snapshot confirms them";
    }
}
