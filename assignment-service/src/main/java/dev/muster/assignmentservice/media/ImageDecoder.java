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

/** Decodes the first picture of an image, with the reader of its kind and no other. */
final class ImageDecoder {

    private ImageDecoder() {}

    static BufferedImage decode(ImageKind kind, byte[] content) throws InvalidImageException {
        return switch (kind) {
            case PNG -> read("png", PngContent.needed(content));
            case GIF -> {
                GifContent.check(content);
                yield read("gif", content);
            }
            case JPEG -> {
                JpegContent.check(content);
                yield read("jpeg", content);
            }
            case ICO -> decodeIcon(IcoContent.largest(content));
        };
    }

    private static BufferedImage decodeIcon(byte[] largest) throws InvalidImageException {
        return ImageKind.of(largest).orElseThrow() == ImageKind.PNG
                ? read("png", PngContent.needed(largest))
                : read(new ICOImageReaderSpi().createReaderInstance(null), largest);
    }

    private static BufferedImage read(String format, byte[] content) throws InvalidImageException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java runtime has no reader of " + format + ": install a whole one");
        }
        return read(readers.next(), content);
    }

    private static BufferedImage read(ImageReader reader, byte[] content) throws InvalidImageException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            ImageBounds.check(reader.getWidth(0), reader.getHeight(0));
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            // Readers answer damaged content with whatever exception their first wrong index leads to.
            throw InvalidImageException.unreadable(e);
        } finally {
            reader.dispose();
        }
    }
}
