package dev.muster.assignmentservice.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;

/** Creates scaled PNGs from the pixels of an image, without its metadata. */
final class Renditions {

    private static final int MAX_WIDTH_PX = 1_024;

    private Renditions() {}

    /**
     * A PNG of exactly the given height, scaled up or down. If it would be wider than 1024 px, it is scaled to that width
     * instead.
     */
    static byte[] ofHeight(BufferedImage picture, int heightPx) {
        double scale = Math.min((double) heightPx / picture.getHeight(), (double) MAX_WIDTH_PX / picture.getWidth());
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        try {
            return encode(Thumbnails.of(picture)
                    .forceSize(width, height)
                    .imageType(BufferedImage.TYPE_INT_ARGB)
                    .asBufferedImage());
        } catch (IOException e) {
            throw new UncheckedIOException("an image in memory cannot be scaled", e);
        }
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("no writer of PNG");
            }
        }
        return bytes.toByteArray();
    }
}
