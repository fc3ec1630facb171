package dev.muster.assignmentservice.postgres;

import org.springframework.dao.ConcurrencyFailureException;

/** A statement did not meet the rows it was meant for; the transaction is to be rolled back and tried again. */
public final class UnexpectedRowsException extends ConcurrencyFailureException {

    private static final long serialVersionUID = 1L;

    UnexpectedRowsException(String message) {
        super(message);
    }
}
