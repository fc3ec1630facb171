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

/** Reads the receipts among the messages of a run. */
final class ReceiptMessages {

    private static final SingleObjectCodec<ReportReceipt> RECEIPTS = SingleObjectCodec.of(ReportReceipt.class);

    private ReceiptMessages() {}

    /** The ids of the receipts that are not about duplicates. */
    static List<UUID> newlyProcessed(List<OutboxMessage> messages) {
        return receipts(messages).stream()
                .filter(receipt -> receipt.getStatus() != ReceiptStatus.DUPLICATE)
                .map(ReportReceipt::getReportId)
                .toList();
    }

    /** The number of held removals by report id, where it is not 0. */
    static Map<UUID, Integer> held(List<OutboxMessage> messages) {
        Map<UUID, Integer> held = new HashMap<>();
        receipts(messages).stream()
                .filter(receipt -> receipt.getHeld() > 0)
                .forEach(receipt -> held.put(receipt.getReportId(), receipt.getHeld()));
        return held;
    }

    static List<ReceiptStatus> statuses(List<OutboxMessage> messages) {
        return receipts(messages).stream().map(ReportReceipt::getStatus).toList();
    }

    private static List<ReportReceipt> receipts(List<OutboxMessage> messages) {
        return messages.stream()
                .filter(message -> message.topic().equals(Topics.INVENTORY_RECEIPTS))
                .map(ReceiptMessages::decode)
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
