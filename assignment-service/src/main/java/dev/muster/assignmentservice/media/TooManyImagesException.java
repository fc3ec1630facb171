package dev.muster.assignmentservice.media;

/** As many images as fit into memory are being decoded; the same may succeed later. */
public final class TooManyImagesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyImagesException() {
        super("as many images as fit into memory are being decoded");
    }
}
