package dev.muster.assignmentservice.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Removes the chunks of a PNG that are not needed to decode its pixels: the decoder would inflate text and profiles, which
 * can expand from two megabytes to gigabytes.
 */
final class PngContent {

    private static final int SIGNATURE_BYTES = 8;
    private static final int CHUNK_OVERHEAD_BYTES = 12;
    private static final int IHDR_BYTES = 13;
    private static final Set<String> PIXEL_CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private PngContent() {}

    /** The image without metadata and without data after its end. */
    static byte[] withoutMetadata(byte[] png) throws InvalidImageException {
        ByteBuffer in = ByteBuffer.wrap(png);
        ByteArrayOutputStream out = new ByteArrayOutputStream(png.length);
        out.write(png, 0, SIGNATURE_BYTES);
        int at = SIGNATURE_BYTES;
        while (at + CHUNK_OVERHEAD_BYTES <= png.length) {
            int data = in.getInt(at);
            if (data < 0 || data > png.length - at - CHUNK_OVERHEAD_BYTES) {
                throw InvalidImageException.truncated();
            }
            String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (at == SIGNATURE_BYTES) {
                checkHeader(in, type, data);
            }
            if (PIXEL_CHUNKS.contains(type)) {
                out.write(png, at, data + CHUNK_OVERHEAD_BYTES);
            }
            if (type.equals("IEND")) {
                return out.toByteArray();
            }
            at += data + CHUNK_OVERHEAD_BYTES;
        }
        throw InvalidImageException.truncated();
    }

    private static void checkHeader(ByteBuffer in, String type, int data) throws InvalidImageException {
        if (!type.equals("IHDR") || data != IHDR_BYTES) {
            throw InvalidImageException.truncated();
        }
        int header = SIGNATURE_BYTES + 8;
        ImageBounds.check(Integer.toUnsignedLong(in.getInt(header)), Integer.toUnsignedLong(in.getInt(header + 4)));
    }
}
