package dev.muster.assignmentservice.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The chunks of a PNG that its pixels need. The others are not given to the decoder: it would inflate texts and profiles,
 * of which two megabytes may hold gigabytes.
 */
final class PngContent {

    private static final int SIGNATURE_BYTES = 8;
    private static final int AROUND_DATA_BYTES = 12;
    private static final int IHDR_BYTES = 13;
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private PngContent() {}

    /** The same image without what its pixels do not need, and without what follows its end. */
    static byte[] needed(byte[] png) throws InvalidImageException {
        ByteBuffer in = ByteBuffer.wrap(png);
        ByteArrayOutputStream out = new ByteArrayOutputStream(png.length);
        out.write(png, 0, SIGNATURE_BYTES);
        int at = SIGNATURE_BYTES;
        while (at + AROUND_DATA_BYTES <= png.length) {
            int data = in.getInt(at);
            if (data < 0 || data > png.length - at - AROUND_DATA_BYTES) {
                throw InvalidImageException.cutShort();
            }
            String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (at == SIGNATURE_BYTES) {
                checkHeader(in, type, data);
            }
            if (NEEDED.contains(type)) {
                out.write(png, at, data + AROUND_DATA_BYTES);
            }
            if (type.equals("IEND")) {
                return out.toByteArray();
            }
            at += data + AROUND_DATA_BYTES;
        }
        throw InvalidImageException.cutShort();
    }

    private static void checkHeader(ByteBuffer in, String type, int data) throws InvalidImageException {
        if (!type.equals("IHDR") || data != IHDR_BYTES) {
            throw InvalidImageException.cutShort();
        }
        int header = SIGNATURE_BYTES + 8;
        ImageBounds.check(Integer.toUnsignedLong(in.getInt(header)), Integer.toUnsignedLong(in.getInt(header + 4)));
    }
}
