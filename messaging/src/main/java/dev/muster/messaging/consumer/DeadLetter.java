package dev.muster.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxProducer;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A rejected record, without its credentials.
 *
 * @param reason a published reason code, such as {@code payload_invalid}
 * @param message what is wrong and where, without payload
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record, String reason, String message) {

    /** Leaves room for the added headers. */
    private static final int MAX_BYTES = OutboxProducer.MAX_MESSAGE_BYTES - 64 * 1024;

    private static final int MAX_HEADERS = 1_000;
    private static final int MAX_HEADER_NAME_BYTES = 16 * 1024;
    private static final int MAX_MESSAGE_LENGTH = 1_000;

    public DeadLetter {
        record = CredentialsHeader.removeFrom(record);
    }

    /**
     * The message for the topic of the dead letters: the original key, value and headers, and headers with reason, message
     * (truncated to 1,000 characters), origin and time. If the record is too large to be sent again, which compression can
     * hide from a broker, key, value and headers are omitted and a header {@code dead-letter-omitted} says so.
     */
    OutboxMessage toMessage(Instant at) {
        boolean sendable = isSendable(record);
        List<OutboxMessage.Header> headers = new ArrayList<>();
        if (sendable) {
            record.headers().forEach(header -> headers.add(new OutboxMessage.Header(header.key(), header.value())));
        } else {
            headers.add(text("dead-letter-omitted", "key, value and headers: too large to be sent again"));
        }
        headers.add(text("dead-letter-reason", reason));
        headers.add(text("dead-letter-message", message.substring(0, Math.min(message.length(), MAX_MESSAGE_LENGTH))));
        headers.add(text("dead-letter-topic", record.topic()));
        headers.add(text("dead-letter-partition", Integer.toString(record.partition())));
        headers.add(text("dead-letter-offset", Long.toString(record.offset())));
        headers.add(text("dead-letter-timestamp", Long.toString(record.timestamp())));
        headers.add(text("dead-letter-at", at.toString()));
        return new OutboxMessage(
                Topics.deadLettersOf(record.topic()),
                sendable ? record.key() : null,
                sendable ? record.value() : null,
                headers);
    }

    private static boolean isSendable(ConsumerRecord<byte[], byte[]> record) {
        long bytes = length(record.key()) + length(record.value());
        int count = 0;
        for (Header header : record.headers()) {
            int name = header.key().getBytes(UTF_8).length;
            bytes += name + length(header.value());
            count++;
            if (name > MAX_HEADER_NAME_BYTES || count > MAX_HEADERS) {
                return false;
            }
        }
        return bytes <= MAX_BYTES;
    }

    private static long length(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }

    private static OutboxMessage.Header text(String name, String value) {
        return new OutboxMessage.Header(name, value.getBytes(UTF_8));
    }
}
