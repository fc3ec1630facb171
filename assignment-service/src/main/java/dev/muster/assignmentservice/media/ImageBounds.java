package dev.muster.assignmentservice.media;

/** Limits the size of images, by their headers, before they are decoded. */
final class ImageBounds {

    static final int MAX_BYTES = 2 << 20;

    private static final int MAX_SIDE_PX = 4_096;
    private static final int MAX_PIXELS = 8_000_000;

    private ImageBounds() {}

    static void check(long widthPx, long heightPx) throws InvalidImageException {
        if (widthPx < 1 || heightPx < 1) {
            throw new InvalidImageException("the image has no pixels");
        }
        if (widthPx > MAX_SIDE_PX || heightPx > MAX_SIDE_PX || widthPx * heightPx > MAX_PIXELS) {
            throw new InvalidImageException("the image is " + widthPx + " x " + heightPx
                    + " pixels large; a side may have 4096, the whole 8 million");
        }
    }
}
