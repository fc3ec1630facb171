package dev.muster.assignmentservice.web;

import java.io.IOException;

/** A body exceeds the limit; thrown while it is read. */
final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long maxBytes) {
        super("the body has more than " + maxBytes + " bytes");
    }
}
