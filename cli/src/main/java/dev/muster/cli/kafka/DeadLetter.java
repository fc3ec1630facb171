package dev.muster.cli.kafka;

import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that could not be read or was invalid, as a service set it aside.
 *
 * @param reason a stable code
 * @param topic where it had been published, with {@code partition} and {@code offset}; empty when nobody said
 * @param timestamp the original record's, as the service wrote it
 * @param at when it was set aside, as the service wrote it
 */
public record DeadLetter(
        String reason,
        String message,
        String topic,
        String partition,
        String offset,
        String timestamp,
        String at,
        ConsumerRecord<byte[], byte[]> record) {

    private static final String SUFFIX = Topics.deadLettersOf("");
    private static final String HEADERS = "dead-letter-";

    /** What the headers of a record of a dead-letter topic say. */
    public static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        return new DeadLetter(
                text(headers, "reason"),
                text(headers, "message"),
                text(headers, "topic"),
                text(headers, "partition"),
                text(headers, "offset"),
                text(headers, "timestamp"),
                text(headers, "at"),
                record);
    }

    /** Whether the topic's name is that of dead letters. */
    public static boolean isTopic(String topic) {
        return topic.endsWith(SUFFIX);
    }

    /** Whether this is what became of the record at the given place. */
    public boolean isOf(String ofTopic, int ofPartition, long ofOffset) {
        return topic.equals(ofTopic)
                && partition.equals(Integer.toString(ofPartition))
                && offset.equals(Long.toString(ofOffset));
    }

    /** Whether the record was too large to be sent again, so that this tells of it only. */
    public boolean isOmitted() {
        return record.headers().lastHeader("dead-letter-omitted") != null;
    }

    /** The record as it was: the same key, bytes and headers, for the topic that it had been published to. */
    public ProducerRecord<byte[], byte[]> original() {
        List<Header> kept = new ArrayList<>();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(HEADERS)) {
                kept.add(header);
            }
        }
        return new ProducerRecord<>(originalTopic(), null, record.key(), record.value(), new RecordHeaders(kept));
    }

    /** The topic that it had been published to. */
    public String originalTopic() {
        String stored = record.topic();
        return topic.isEmpty() ? stored.substring(0, stored.length() - SUFFIX.length()) : topic;
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(HEADERS + name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
