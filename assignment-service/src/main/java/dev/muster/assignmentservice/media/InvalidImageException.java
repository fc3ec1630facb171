package dev.muster.assignmentservice.media;

/** Bytes are no image that is accepted; the message says to people why, and what would be. */
public final class InvalidImageException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidImageException(String message) {
        super(message);
    }

    InvalidImageException(String message, Throwable cause) {
        super(message, cause);
    }

    static InvalidImageException unreadable(Throwable cause) {
        return new InvalidImageException("the image is damaged or cut short", cause);
    }

    static InvalidImageException cutShort() {
        return new InvalidImageException("the image is damaged or cut short");
    }

    /** For people. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
