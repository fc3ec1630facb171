package dev.muster.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

class RetryPollTest {

    private final DataAccessResourceFailureException tookTooLong =
            new DataAccessResourceFailureException("told", new SQLException("transaction timeout", "25P04"));
    private final DataAccessResourceFailureException away =
            new DataAccessResourceFailureException("told", new SQLException("the server ends", "57P01"));

    @Test
    void severalRecordsThatTookTooLongAreNotTriedAgainAsTheyWere() {
        assertThat(RetryPoll.mayHelp(tookTooLong, 2)).isFalse();
    }

    @Test
    void aRecordThatTookTooLongAloneIsTriedAgain() {
        assertThat(RetryPoll.mayHelp(tookTooLong, 1)).isTrue();
    }

    @Test
    void aRollbackThatFailedTellsThatItTookTooLong() {
        TransactionSystemException rollback =
                new TransactionSystemException("rollback failed", new SQLException("closed", "08003"));
        rollback.initApplicationException(tookTooLong);

        assertThat(RetryPoll.mayHelp(rollback, 2)).isFalse();
    }

    @Test
    void whatPassesIsWaitedForHoweverManyRecordsThereAre() {
        assertThat(RetryPoll.mayHelp(away, 2)).isTrue();
    }

    @Test
    void whatASessionHadBegunThatStoodStillForTooLongIsTriedAgain() {
        SQLException stoodStill = new SQLException("idle-in-transaction timeout", "25P03");
        TransactionSystemException rollback =
                new TransactionSystemException("rollback failed", new SQLException("closed", "08003"));
        rollback.initApplicationException(stoodStill);

        assertThat(RetryPoll.mayHelp(rollback, 2)).isTrue();
        assertThat(RetryPoll.mayHelp(new UncategorizedSQLException("task", null, stoodStill), 2))
                .isTrue();
    }

    @Test
    void aFaultOfThisSoftwareDoesNotPass() {
        assertThat(RetryPoll.mayHelp(new IllegalStateException("a fault"), 1)).isFalse();
    }
}
