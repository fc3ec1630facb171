package dev.muster.cli.topics;

import dev.muster.cli.access.MusterToken;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.json.Values;
import dev.muster.schemas.UnreadableValueException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One JSON line for one record of any topic. */
final class RecordLine {

    private static final int MAX_HEX_BYTES = 64;

    private final Values values = new Values();

    /** The value decoded; what cannot be decoded as the first 64 bytes in hexadecimal, and why. */
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
        return line.toString();
    }

    private static void headers(ConsumerRecord<byte[], byte[]> record, ObjectNode line) {
        if (record.headers().iterator().hasNext()) {
            ObjectNode headers = line.putObject("headers");
            for (Header header : record.headers()) {
                headers.put(header.key(), isSecret(header) ? "(hidden)" : text(header.value()));
            }
        }
    }

    /** What a command's sender is known by does not belong on terminals and into their logs. */
    private static boolean isSecret(Header header) {
        return header.key().equalsIgnoreCase(MusterToken.HEADER);
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
