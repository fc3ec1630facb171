package dev.muster.assignmentservice.media;

import dev.muster.text.Sha256;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Turns bytes that somebody sent into an image that can be kept: at most 2 MiB of PNG, JPEG, GIF or ICO, at most 4096 px a
 * side and 8 million pixels. Of animations the first frame counts. SVG is refused: it is a program as much as an image.
 */
public final class ImagePreparer {

    /** At most 64 MB of pixels each. */
    private static final int AT_ONCE = 2;

    private static final int WAIT_AT_MOST_S = 10;
    private static final int ID_LENGTH = 32;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /**
     * The image with its renditions. Takes about 100 ms for the largest.
     *
     * @throws InvalidImageException when it is not accepted
     * @throws TooManyImagesException when others were being decoded for 10 s
     */
    public StoredImage prepare(String organizationId, byte[] content) throws InvalidImageException {
        if (content.length > ImageBounds.MAX_BYTES) {
            throw new InvalidImageException("an image has at most 2 MiB");
        }
        ImageKind kind = ImageKind.of(content).orElse(null);
        if (kind == null) {
            throw new InvalidImageException(
                    ImageKind.isSvg(content)
                            ? "SVG is not accepted, because it can carry scripts: send PNG, JPEG, GIF or ICO"
                            : "is not an image that is accepted: send PNG, JPEG, GIF or ICO");
        }
        takePlace();
        try {
            BufferedImage picture = ImageDecoder.decode(kind, content);
            return new StoredImage(
                    idOf(organizationId, content),
                    kind,
                    content,
                    Renditions.ofHeight(picture, 36),
                    Renditions.ofHeight(picture, 50));
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(WAIT_AT_MOST_S, TimeUnit.SECONDS)) {
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
}
