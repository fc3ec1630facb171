package dev.muster.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

class RetryingErrorHandlerTest {

    private final DataAccessResourceFailureException tookTooLong =
            new DataAccessResourceFailureException("told", new SQLException("transaction timeout", "25P04"));
    private final DataAccessResourceFailureException away =
            new DataAccessResourceFailureException("told", new SQLException("the server ends", "57P01"));

    @Test
    void severalRecordsThatTookTooLongAreNotTriedAgainAsTheyWere() {
        assertThat(RetryingErrorHandler.mayHelp(tookTooLong, 2)).isFalse();
    }

    @Test
    void aRecordThatTookTooLongAloneIsTriedAgain() {
        assertThat(RetryingErrorHandler.mayHelp(tookTooLong, 1)).isTrue();
    }

    @Test
    void aRollbackThatFailedTellsThatItTookTooLong() {
        TransactionSystemException rollback =
                new TransactionSystemException("rollback failed", new SQLException("closed", "08003"));
        rollback.initApplicationException(tookTooLong);

        assertThat(RetryingErrorHandler.mayHelp(rollback, 2)).isFalse();
    }

    @Test
    void whatPassesIsWaitedForHoweverManyRecordsThereAre() {
        assertThat(RetryingErrorHandler.mayHelp(away, 2)).isTrue();
    }

    @Test
    void whatASessionHadBegunThatStoodStillForTooLongIsTriedAgain() {
        SQLException stoodStill = new SQLException("idle-in-transaction timeout", "25P03");
        TransactionSystemException rollback =
                new TransactionSystemException("rollback failed", new SQLException("closed", "08003"));
        rollback.initApplicationException(stoodStill);

        assertThat(RetryingErrorHandler.mayHelp(rollback, 2)).isTrue();
        assertThat(RetryingErrorHandler.mayHelp(new UncategorizedSQLException("task", null, stoodStill), 2))
                .isTrue();
    }

    @Test
    void aFaultOfThisSoftwareDoesNotPass() {
        assertThat(RetryingErrorHandler.mayHelp(new IllegalStateException("a fault"), 1))
                .isFalse();
    }
}
