package dev.muster.assignmentservice.media;

/** An image is not accepted; the message tells the user why and what is. */
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

    static InvalidImageException truncated() {
        return new InvalidImageException("the image is damaged or cut short");
    }

    /** The message for the user. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
