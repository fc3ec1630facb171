package dev.muster.ingest;

import dev.muster.ingest.inventory.PurgeInventory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Purges once an hour, a step a transaction. */
@Component
class PurgeSchedule {

    private final PurgeInventory purge;
    private final TransactionTemplate transaction;

    PurgeSchedule(PurgeInventory purge, TransactionTemplate transaction) {
        this.purge = purge;
        this.transaction = transaction;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void purge() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = Boolean.TRUE.equals(transaction.execute(status -> purge.step()));
        }
    }
}
