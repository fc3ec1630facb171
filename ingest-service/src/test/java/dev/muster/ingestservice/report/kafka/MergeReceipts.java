package dev.muster.ingestservice.report.kafka;

import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportReceipt;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The receipts among the messages of a run. */
final class MergeReceipts {

    private static final SingleObjectCodec<ReportReceipt> RECEIPTS = SingleObjectCodec.of(ReportReceipt.class);

    private MergeReceipts() {}

    /** The reports that had an answer which is not that they had come before, as often as they had one. */
    static List<UUID> firstAnswers(List<OutboxMessage> messages) {
        return receipts(messages).stream()
                .filter(receipt -> receipt.getStatus() != ReceiptStatus.DUPLICATE)
                .map(ReportReceipt::getReportId)
                .toList();
    }

    /** How many removals each report was told are held back, if any. */
    static Map<UUID, Integer> held(List<OutboxMessage> messages) {
        Map<UUID, Integer> held = new HashMap<>();
        receipts(messages).stream()
                .filter(receipt -> receipt.getHeld() > 0)
                .forEach(receipt -> held.put(receipt.getReportId(), receipt.getHeld()));
        return held;
    }

    /** What reports were answered. */
    static List<ReceiptStatus> statuses(List<OutboxMessage> messages) {
        return receipts(messages).stream().map(ReportReceipt::getStatus).toList();
    }

    private static List<ReportReceipt> receipts(List<OutboxMessage> messages) {
        return messages.stream()
                .filter(message -> message.topic().equals(Topics.INVENTORY_RECEIPTS))
                .map(MergeReceipts::decode)
                .toList();
    }

    private static ReportReceipt decode(OutboxMessage message) {
        try {
            return RECEIPTS.decode(message.value());
        } catch (UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }
}
