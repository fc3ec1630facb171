package dev.muster.assignment.media;

/** Bytes are no image that is accepted; the message says to people why, and what would be. */
public final class RefusedImageException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedImageException(String message) {
        super(message);
    }

    RefusedImageException(String message, Throwable cause) {
        super(message, cause);
    }

    static RefusedImageException unreadable(Throwable cause) {
        return new RefusedImageException("the image is damaged or cut short", cause);
    }

    static RefusedImageException cutShort() {
        return new RefusedImageException("the image is damaged or cut short");
    }

    /** For people. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
