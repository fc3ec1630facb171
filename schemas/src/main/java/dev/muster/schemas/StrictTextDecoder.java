package dev.muster.schemas;

import dev.muster.text.Utf8;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;

/**
 * Decodes Avro's binary encoding like the given decoder, but rejects text that is not UTF-8, also where it is skipped.
 * Avro would replace invalid bytes by U+FFFD, and two ids that differ only in such bytes would become equal.
 */
public final class StrictTextDecoder extends Decoder {

    private final Decoder in;
    private final org.apache.avro.util.Utf8 scratch = new org.apache.avro.util.Utf8();

    /** Reads from the given decoder; the caller may still query that one for its end. */
    public StrictTextDecoder(Decoder in) {
        this.in = in;
    }

    @Override
    public String readString() throws IOException {
        return readString(scratch).toString();
    }

    @Override
    public org.apache.avro.util.Utf8 readString(org.apache.avro.util.Utf8 old) throws IOException {
        org.apache.avro.util.Utf8 text = in.readString(old);
        if (Utf8.mayBeReplaced(text.toString()) && !Utf8.isValid(text.getBytes(), 0, text.getByteLength())) {
            throw new AvroRuntimeException("a text is not UTF-8");
        }
        return text;
    }

    @Override
    public void skipString() throws IOException {
        readString(scratch);
    }

    @Override
    public void readNull() throws IOException {
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in.readDouble();
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        return in.readBytes(old);
    }

    @Override
    public void skipBytes() throws IOException {
        in.skipBytes();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        in.readFixed(bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        in.skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        return in.readEnum();
    }

    @Override
    public long readArrayStart() throws IOException {
        return in.readArrayStart();
    }

    @Override
    public long arrayNext() throws IOException {
        return in.arrayNext();
    }

    /** Skips blocks of known size without checking their items, as Avro does. */
    @Override
    public long skipArray() throws IOException {
        return in.skipArray();
    }

    @Override
    public long readMapStart() throws IOException {
        return in.readMapStart();
    }

    @Override
    public long mapNext() throws IOException {
        return in.mapNext();
    }

    @Override
    public long skipMap() throws IOException {
        return in.skipMap();
    }

    @Override
    public int readIndex() throws IOException {
        return in.readIndex();
    }

    @Override
    public int remainingBytes() {
        return in.remainingBytes();
    }
}
