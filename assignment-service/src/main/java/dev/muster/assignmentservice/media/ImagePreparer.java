package dev.muster.assignmentservice.media;

import dev.muster.text.Sha256;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Validates uploaded images and creates their renditions. Accepts PNG, JPEG, GIF and ICO of at most 2 MiB, 4096 px a side
 * and 8 million pixels. Renditions of an animation show its first frame. SVG is rejected, since it can contain scripts.
 */
public final class ImagePreparer {

    /** Each decoded image takes at most 64 MB. */
    private static final int MAX_CONCURRENT = 2;

    private static final int MAX_WAIT_S = 10;
    private static final int ID_LENGTH = 32;

    private final Semaphore permits = new Semaphore(MAX_CONCURRENT, true);

    /**
     * Prepares an image. Takes about 100 ms for the largest.
     *
     * @throws InvalidImageException when the image is not accepted
     * @throws TooManyImagesException when no permit was free for 10 s
     */
    public StoredImage prepare(String organizationId, byte[] content) throws InvalidImageException {
        if (content.length > ImageBounds.MAX_BYTES) {
            throw new InvalidImageException("an image has at most 2 MiB");
        }
        ImageKind kind = ImageKind.detect(content).orElse(null);
        if (kind == null) {
            throw new InvalidImageException(
                    ImageKind.isSvg(content)
                            ? "SVG is not accepted, because it can carry scripts: send PNG, JPEG, GIF or ICO"
                            : "is not an image that is accepted: send PNG, JPEG, GIF or ICO");
        }
        acquirePermit();
        try {
            BufferedImage picture = ImageDecoder.decode(kind, content);
            return new StoredImage(
                    idOf(organizationId, content),
                    kind,
                    content,
                    Renditions.ofHeight(picture, 36),
                    Renditions.ofHeight(picture, 50));
        } finally {
            permits.release();
        }
    }

    private void acquirePermit() {
        try {
            if (!permits.tryAcquire(MAX_WAIT_S, TimeUnit.SECONDS)) {
                throw new TooManyImagesException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyImagesException();
        }
    }

    private static String idOf(String organizationId, byte[] content) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(organizationId.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return HexFormat.of().formatHex(digest.digest(content)).substring(0, ID_LENGTH);
    }

    /** The limit of images being decoded is reached; the same request may succeed later. */
    public static final class TooManyImagesException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyImagesException() {
            super("the limit of images being decoded is reached");
        }
    }
}
