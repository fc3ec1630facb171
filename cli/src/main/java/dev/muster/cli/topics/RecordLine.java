package dev.muster.cli.topics;

import dev.muster.cli.json.RecordJson;
import dev.muster.cli.json.ValueDecoder;
import dev.muster.cli.kafka.TokenHeader;
import dev.muster.cli.terminal.TerminalText;
import dev.muster.schemas.UnreadableValueException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Formats a record of any topic as one line of JSON. */
final class RecordLine {

    private static final int MAX_HEX_BYTES = 64;

    private final ValueDecoder values = new ValueDecoder();

    /** Formats a record; an undecodable value is shown as its reason code and first 64 bytes in hexadecimal. */
    String of(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode line = RecordJson.MAPPER.createObjectNode();
        line.put("topic", record.topic());
        line.put("key", text(record.key()));
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        headers(record, line);
        if (record.value() == null) {
            line.putNull("value");
        } else {
            value(record.value(), line);
        }
        return TerminalText.of(line.toString());
    }

    private static void headers(ConsumerRecord<byte[], byte[]> record, ObjectNode line) {
        if (record.headers().iterator().hasNext()) {
            ObjectNode headers = line.putObject("headers");
            for (Header header : record.headers()) {
                headers.put(header.key(), TokenHeader.isToken(header) ? "(hidden)" : text(header.value()));
            }
        }
    }

    private void value(byte[] value, ObjectNode line) {
        try {
            line.set("value", RecordJson.of(values.decode(value)));
        } catch (UnreadableValueException e) {
            line.put("unreadable", e.reason().code());
            line.put("bytes", value.length);
            line.put("hex", HexFormat.of().formatHex(Arrays.copyOf(value, Math.min(value.length, MAX_HEX_BYTES))));
        }
    }

    static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
