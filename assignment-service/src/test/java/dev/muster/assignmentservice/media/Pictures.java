package dev.muster.assignmentservice.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Valid and invalid images for tests. */
public final class Pictures {

    private Pictures() {}

    public static byte[] png(int width, int height) {
        return encode("png", width, height, BufferedImage.TYPE_INT_ARGB);
    }

    public static byte[] jpeg(int width, int height) {
        return encode("jpeg", width, height, BufferedImage.TYPE_INT_RGB);
    }

    public static byte[] gif(int width, int height) {
        return encode("gif", width, height, BufferedImage.TYPE_BYTE_INDEXED);
    }

    /** An icon with one picture, a PNG. */
    public static byte[] icoOf(byte[] png) {
        return ByteBuffer.allocate(22 + png.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x0001_0000)
                .putShort((short) 1)
                .put(new byte[] {32, 32, 0, 0, 1, 0, 32, 0})
                .putInt(png.length)
                .putInt(22)
                .put(png)
                .array();
    }

    /** An icon with one bitmap of 32 bits per pixel. */
    public static byte[] icoOfBitmap(int side) {
        int maskRow = (side + 31) / 32 * 4;
        int length = 40 + side * side * 4 + maskRow * side;
        ByteBuffer ico = ByteBuffer.allocate(22 + length).order(ByteOrder.LITTLE_ENDIAN);
        ico.putInt(0x0001_0000)
                .putShort((short) 1)
                .put(new byte[] {(byte) side, (byte) side, 0, 0, 1, 0, 32, 0})
                .putInt(length)
                .putInt(22)
                .putInt(40)
                .putInt(side)
                .putInt(2 * side)
                .putShort((short) 1)
                .putShort((short) 32);
        ico.position(22 + 40);
        for (int i = 0; i < side * side; i++) {
            ico.putInt(0xFF33_6699);
        }
        return ico.array();
    }

    /** A few bytes that claim to be an image of the given size. */
    public static byte[] pngThatClaims(int width, int height) {
        byte[] png = png(8, 8);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }

    /** A GIF whose screen has the given size and whose frame is small. */
    public static byte[] gifThatClaims(int width, int height) {
        byte[] gif = gif(8, 8);
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) width)
                .putShort(8, (short) height);
        return gif;
    }

    /** A GIF that repeats one small frame. */
    public static byte[] gifOfFrames(int frames) {
        byte[] gif = gif(8, 8);
        int start = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1));
        byte[] head = Arrays.copyOf(gif, start);
        byte[] frame = Arrays.copyOfRange(gif, start, gif.length - 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        for (int i = 0; i < frames; i++) {
            out.writeBytes(frame);
        }
        out.write(0x3B);
        return out.toByteArray();
    }

    /** A PNG with a compressed text that inflates to the given number of bytes. */
    public static byte[] pngWithText(int inflatedBytes) {
        byte[] png = encode("png", 8, 8, BufferedImage.TYPE_BYTE_INDEXED);
        Deflater deflater = new Deflater();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data, deflater)) {
            byte[] zeros = new byte[1 << 16];
            for (int i = 0; i < inflatedBytes; i += zeros.length) {
                deflated.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return withChunk(png, "zTXt", data.toByteArray());
    }

    /** The PNG with an added chunk after its header. */
    private static byte[] withChunk(byte[] png, String type, byte[] data) {
        int header = 33;
        ByteBuffer chunk = ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, data.length + 4);
        chunk.putInt((int) crc.getValue());
        return ByteBuffer.allocate(png.length + chunk.capacity())
                .put(png, 0, header)
                .put(chunk.array())
                .put(png, header, png.length - header)
                .array();
    }

    public static byte[] svgWithScript() {
        return """
            <?xml version="1.0"?>
            <!-- a logo -->
            <svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.cookie)</script></svg>
            """.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encode(String format, int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0x33, 0x66, 0x99));
        graphics.fillRect(0, 0, width, height / 2 + 1);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
