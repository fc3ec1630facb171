package dev.muster.assignmentservice.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Checks the blocks of a GIF without decoding them. */
final class GifContent {

    private static final int SIGNATURE_BYTES = 6;
    private static final int MAX_FRAMES = 1_000;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2C;
    private static final int TRAILER = 0x3B;

    private final ByteBuffer in;

    private GifContent(byte[] gif) {
        in = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).position(SIGNATURE_BYTES);
    }

    /** Rejects a GIF with too large a screen or frame, with too many frames, or that is truncated. */
    static void check(byte[] gif) throws InvalidImageException {
        if (gif.length < SIGNATURE_BYTES) {
            throw InvalidImageException.truncated();
        }
        try {
            new GifContent(gif).walk();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw InvalidImageException.unreadable(e);
        }
    }

    private void walk() throws InvalidImageException {
        ImageBounds.check(in.getChar(), in.getChar());
        int flags = in.get();
        skip(2);
        skipColorTable(flags);
        int frames = 0;
        for (int block = next(); block != TRAILER; block = next()) {
            if (block == FRAME) {
                if (++frames > MAX_FRAMES) {
                    throw new InvalidImageException("the image has more than " + MAX_FRAMES + " frames");
                }
                frame();
            } else if (block == EXTENSION) {
                skip(1);
                skipData();
            } else {
                throw InvalidImageException.truncated();
            }
        }
        if (frames == 0) {
            throw new InvalidImageException("the image has no frame");
        }
    }

    private void frame() throws InvalidImageException {
        skip(4);
        ImageBounds.check(in.getChar(), in.getChar());
        skipColorTable(in.get());
        skip(1);
        skipData();
    }

    private void skipColorTable(int flags) {
        if ((flags & 0x80) != 0) {
            skip(3 << ((flags & 7) + 1));
        }
    }

    private void skipData() {
        for (int size = next(); size != 0; size = next()) {
            skip(size);
        }
    }

    private int next() {
        return in.get() & 0xFF;
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }
}
