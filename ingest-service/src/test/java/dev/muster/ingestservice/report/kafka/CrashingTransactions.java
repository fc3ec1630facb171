package dev.muster.ingestservice.report.kafka;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that can be made to fail right before the commit. */
final class CrashingTransactions extends TransactionTemplate {

    private static final long serialVersionUID = 1L;

    private boolean crash;

    CrashingTransactions(PlatformTransactionManager transactions) {
        super(transactions);
    }

    void crashOnce() {
        crash = true;
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        return super.execute(status -> {
            T result = action.doInTransaction(status);
            if (crash) {
                crash = false;
                throw new Crash();
            }
            return result;
        });
    }

    /** A transient error that is not about a report, like a lost connection. */
    static final class Crash extends TransientDataAccessResourceException {

        private static final long serialVersionUID = 1L;

        Crash() {
            super("the database is unavailable");
        }
    }
}
