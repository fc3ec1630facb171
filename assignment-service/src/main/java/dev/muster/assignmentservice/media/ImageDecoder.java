package dev.muster.assignmentservice.media;

import com.twelvemonkeys.imageio.plugins.bmp.ICOImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes the first picture of an image, with the reader of its kind only. */
final class ImageDecoder {

    private ImageDecoder() {}

    static BufferedImage decode(ImageKind kind, byte[] content) throws InvalidImageException {
        return switch (kind) {
            case PNG -> read("png", PngContent.withoutMetadata(content));
            case GIF -> {
                GifContent.check(content);
                yield read("gif", content);
            }
            case JPEG -> {
                JpegContent.check(content);
                yield read("jpeg", content);
            }
            case ICO -> decodeIcon(IcoContent.extractLargest(content));
        };
    }

    private static BufferedImage decodeIcon(byte[] largest) throws InvalidImageException {
        return ImageKind.detect(largest).orElseThrow() == ImageKind.PNG
                ? read("png", PngContent.withoutMetadata(largest))
                : read(new ICOImageReaderSpi().createReaderInstance(null), largest);
    }

    private static BufferedImage read(String format, byte[] content) throws InvalidImageException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException(
                    "the Java runtime has no image reader for " + format + ": install a complete runtime");
        }
        return read(readers.next(), content);
    }

    private static BufferedImage read(ImageReader reader, byte[] content) throws InvalidImageException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            ImageBounds.check(reader.getWidth(0), reader.getHeight(0));
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            // Readers throw arbitrary runtime exceptions on damaged content.
            throw InvalidImageException.unreadable(e);
        } finally {
            reader.dispose();
        }
    }
}
