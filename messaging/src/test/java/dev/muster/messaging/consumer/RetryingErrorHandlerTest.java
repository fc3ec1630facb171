package dev.muster.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

class RetryingErrorHandlerTest {

    private final DataAccessResourceFailureException timedOut =
            new DataAccessResourceFailureException("failed", new SQLException("transaction timeout", "25P04"));
    private final DataAccessResourceFailureException away =
            new DataAccessResourceFailureException("failed", new SQLException("the server ends", "57P01"));

    @Test
    void doesNotRetryABatchThatTimedOut() {
        assertThat(RetryingErrorHandler.isRetriable(timedOut, 2)).isFalse();
    }

    @Test
    void retriesASingleRecordThatTimedOut() {
        assertThat(RetryingErrorHandler.isRetriable(timedOut, 1)).isTrue();
    }

    @Test
    void findsTheTimeoutBehindAFailedRollback() {
        TransactionSystemException rollback =
                new TransactionSystemException("rollback failed", new SQLException("closed", "08003"));
        rollback.initApplicationException(timedOut);

        assertThat(RetryingErrorHandler.isRetriable(rollback, 2)).isFalse();
    }

    @Test
    void retriesABatchAfterATransientFailure() {
        assertThat(RetryingErrorHandler.isRetriable(away, 2)).isTrue();
    }

    @Test
    void retriesAfterAnIdleInTransactionTimeout() {
        SQLException idleTimeout = new SQLException("idle-in-transaction timeout", "25P03");
        TransactionSystemException rollback =
                new TransactionSystemException("rollback failed", new SQLException("closed", "08003"));
        rollback.initApplicationException(idleTimeout);

        assertThat(RetryingErrorHandler.isRetriable(rollback, 2)).isTrue();
        assertThat(RetryingErrorHandler.isRetriable(new UncategorizedSQLException("task", null, idleTimeout), 2))
                .isTrue();
    }

    @Test
    void doesNotRetryAnInternalError() {
        assertThat(RetryingErrorHandler.isRetriable(new IllegalStateException("a fault"), 1))
                .isFalse();
    }
}
