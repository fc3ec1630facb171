package dev.muster.messaging.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one row, in order, and their encoding: the plain length, then LZ4. Compression saves writes to the
 * table and to the WAL, and reads.
 */
final class OutboxPage {

    /** A page is full when it exceeds this size. */
    static final int TARGET_BYTES = 1 << 20;

    private static final int ABSENT = -1;
    private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

    /** Enough for the lengths of a message's parts, or of a header's. */
    private static final int FRAME_BYTES = 4 * Integer.BYTES;

    private final List<OutboxMessage> messages = new ArrayList<>();
    private int bytes;

    void add(OutboxMessage message) {
        messages.add(message);
        bytes += FRAME_BYTES + message.topic().length() + lengthOf(message.key()) + lengthOf(message.value());
        for (OutboxMessage.Header header : message.headers()) {
            bytes += FRAME_BYTES + header.name().length() + lengthOf(header.value());
        }
    }

    private static int lengthOf(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }

    boolean isFull() {
        return bytes >= TARGET_BYTES;
    }

    int count() {
        return messages.size();
    }

    byte[] encoded() {
        ByteBuffer plain = plain();
        LZ4Compressor compressor = LZ4.fastCompressor();
        ByteBuffer page = ByteBuffer.allocate(Integer.BYTES + compressor.maxCompressedLength(plain.remaining()));
        page.putInt(plain.remaining());
        compressor.compress(plain, page);
        return Arrays.copyOf(page.array(), page.position());
    }

    private ByteBuffer plain() {
        Plain plain = new Plain(bytes);
        try (DataOutputStream out = new DataOutputStream(plain)) {
            for (OutboxMessage message : messages) {
                out.writeUTF(message.topic());
                write(out, message.key());
                write(out, message.value());
                out.writeShort(message.headers().size());
                for (OutboxMessage.Header header : message.headers()) {
                    out.writeUTF(header.name());
                    write(out, header.value());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return plain.written();
    }

    /** Allocated once and read without a copy: pages are most of what a writer allocates. */
    private static final class Plain extends ByteArrayOutputStream {

        Plain(int bytes) {
            super(bytes);
        }

        ByteBuffer written() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }

    static List<OutboxMessage> decode(byte[] page, int count) {
        int length = ByteBuffer.wrap(page).getInt();
        byte[] plain = new byte[length];
        LZ4.safeDecompressor().decompress(page, Integer.BYTES, page.length - Integer.BYTES, plain, 0, length);
        List<OutboxMessage> messages = new ArrayList<>(count);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            for (int i = 0; i < count; i++) {
                messages.add(new OutboxMessage(in.readUTF(), read(in), read(in), readHeaders(in)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a page of the outbox is not what was written", e);
        }
        return messages;
    }

    private static List<OutboxMessage.Header> readHeaders(DataInputStream in) throws IOException {
        int size = in.readUnsignedShort();
        List<OutboxMessage.Header> headers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            headers.add(new OutboxMessage.Header(in.readUTF(), read(in)));
        }
        return headers;
    }

    private static void write(DataOutputStream out, byte @Nullable [] part) throws IOException {
        if (part == null) {
            out.writeInt(ABSENT);
            return;
        }
        out.writeInt(part.length);
        out.write(part);
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == ABSENT ? null : in.readNBytes(length);
    }
}
