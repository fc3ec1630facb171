package dev.muster.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.outbox.OutboxMessage;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that go aside: the original key, value and headers, and headers that say why, from where and when. */
public final class DeadLetters {

    private DeadLetters() {}

    /**
     * The dead letter of a record.
     *
     * @param reason a stable code that programs may rely on
     * @param message what was wrong and where, without the payload
     */
    public static OutboxMessage of(ConsumerRecord<byte[], byte[]> record, String reason, String message, Instant at) {
        List<OutboxMessage.Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new OutboxMessage.Header(header.key(), header.value())));
        headers.add(text("dead-letter-reason", reason));
        headers.add(text("dead-letter-message", message));
        headers.add(text("dead-letter-topic", record.topic()));
        headers.add(text("dead-letter-partition", Integer.toString(record.partition())));
        headers.add(text("dead-letter-offset", Long.toString(record.offset())));
        headers.add(text("dead-letter-timestamp", Long.toString(record.timestamp())));
        headers.add(text("dead-letter-at", at.toString()));
        return new OutboxMessage(Topics.deadLettersOf(record.topic()), record.key(), record.value(), headers);
    }

    private static OutboxMessage.Header text(String name, String value) {
        return new OutboxMessage.Header(name, value.getBytes(UTF_8));
    }
}
