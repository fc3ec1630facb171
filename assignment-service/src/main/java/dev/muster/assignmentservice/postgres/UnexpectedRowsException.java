package dev.muster.assignmentservice.postgres;

import org.springframework.dao.ConcurrencyFailureException;

/** A statement did not find the expected rows; the transaction has to be rolled back and retried. */
final class UnexpectedRowsException extends ConcurrencyFailureException {

    private static final long serialVersionUID = 1L;

    UnexpectedRowsException(String message) {
        super(message);
    }
}
