package dev.muster.ingestservice.report.kafka;

import java.io.ByteArrayInputStream;

/** Bytes that tell how far they were read. */
final class PositionedInput extends ByteArrayInputStream {

    PositionedInput(byte[] bytes, int from) {
        super(bytes, from, bytes.length - from);
    }

    int position() {
        return pos;
    }
}
