package dev.muster.assignmentservice.media;

/** The limit of images being decoded is reached; the same request may succeed later. */
public final class TooManyImagesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyImagesException() {
        super("the limit of images being decoded is reached");
    }
}
