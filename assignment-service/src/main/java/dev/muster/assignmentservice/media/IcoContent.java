package dev.muster.assignmentservice.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Extracts the largest picture of an icon: a PNG, or a bitmap in the format of icons. */
final class IcoContent {

    private static final int HEADER_BYTES = 6;
    private static final int ENTRY_BYTES = 16;
    private static final int MAX_PICTURES = 64;
    private static final int MAX_SIDE_PX = 256;
    private static final int BITMAP_HEADER_BYTES = 40;
    private static final int MAX_COLORS = 256;

    private final ByteBuffer in;

    private IcoContent(byte[] ico) {
        in = ByteBuffer.wrap(ico).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The largest picture, as a PNG or as an icon with that picture only. */
    static byte[] extractLargest(byte[] ico) throws InvalidImageException {
        if (ico.length < HEADER_BYTES) {
            throw InvalidImageException.truncated();
        }
        IcoContent icon = new IcoContent(ico);
        int entry = icon.largestEntry();
        byte[] picture = icon.picture(entry);
        if (ImageKind.detect(picture).filter(kind -> kind == ImageKind.PNG).isPresent()) {
            return picture;
        }
        checkBitmap(picture);
        return ByteBuffer.allocate(HEADER_BYTES + ENTRY_BYTES + picture.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putChar((char) 0)
                .putChar((char) 1)
                .putChar((char) 1)
                .put(ico, entry, ENTRY_BYTES - 8)
                .putInt(picture.length)
                .putInt(HEADER_BYTES + ENTRY_BYTES)
                .put(picture)
                .array();
    }

    private int largestEntry() throws InvalidImageException {
        int count = in.getChar(4);
        if (count < 1 || count > MAX_PICTURES || HEADER_BYTES + count * ENTRY_BYTES > in.capacity()) {
            throw new InvalidImageException("an icon has 1 to " + MAX_PICTURES + " pictures, all of them in the file");
        }
        int largest = HEADER_BYTES;
        for (int i = 1; i < count; i++) {
            int entry = HEADER_BYTES + i * ENTRY_BYTES;
            largest = pixels(entry) > pixels(largest) ? entry : largest;
        }
        return largest;
    }

    private int pixels(int entry) {
        return side(entry) * side(entry + 1);
    }

    /** 0 stands for 256. */
    private int side(int at) {
        int side = in.get(at) & 0xFF;
        return side == 0 ? MAX_SIDE_PX : side;
    }

    private byte[] picture(int entry) throws InvalidImageException {
        long length = Integer.toUnsignedLong(in.getInt(entry + 8));
        long offset = Integer.toUnsignedLong(in.getInt(entry + 12));
        if (length < BITMAP_HEADER_BYTES || offset + length > in.capacity()) {
            throw InvalidImageException.truncated();
        }
        return Arrays.copyOfRange(in.array(), (int) offset, (int) (offset + length));
    }

    /** The height in the header includes the mask, so it is twice the picture's. */
    private static void checkBitmap(byte[] bitmap) throws InvalidImageException {
        ByteBuffer header = ByteBuffer.wrap(bitmap).order(ByteOrder.LITTLE_ENDIAN);
        int width = header.getInt(4);
        int height = header.getInt(8) / 2;
        int colors = header.getInt(32);
        if (header.getInt(0) != BITMAP_HEADER_BYTES
                || width < 1
                || height < 1
                || width > MAX_SIDE_PX
                || height > MAX_SIDE_PX
                || colors < 0
                || colors > MAX_COLORS) {
            throw new InvalidImageException("the icon's picture is not a bitmap of at most 256 x 256 pixels");
        }
    }
}
