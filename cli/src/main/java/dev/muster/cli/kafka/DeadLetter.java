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
 * A record that a service could not decode or found invalid.
 *
 * @param reason the reason code
 * @param topic the original topic, with {@code partition} and {@code offset}; empty if unknown
 * @param timestamp the timestamp of the original record, in the service's format
 * @param at when the dead letter was written, in the service's format
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

    /** Parses the headers of a record from a dead-letter topic. */
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

    /** Whether the topic is a dead-letter topic. */
    public static boolean isDeadLetterTopic(String topic) {
        return topic.endsWith(SUFFIX);
    }

    /** Whether the original record was at the given position. */
    public boolean isOf(String ofTopic, int ofPartition, long ofOffset) {
        return topic.equals(ofTopic)
                && partition.equals(Integer.toString(ofPartition))
                && offset.equals(Long.toString(ofOffset));
    }

    /** Where the dead letter is, as {@code PARTITION/OFFSET}. */
    public String position() {
        return record.partition() + "/" + record.offset();
    }

    /** Whether the value was too large and was omitted. */
    public boolean isOmitted() {
        return record.headers().lastHeader("dead-letter-omitted") != null;
    }

    /** The original record: same topic, key, value and headers. */
    public ProducerRecord<byte[], byte[]> original() {
        List<Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(HEADERS)) {
                headers.add(header);
            }
        }
        return new ProducerRecord<>(originalTopic(), null, record.key(), record.value(), new RecordHeaders(headers));
    }

    /** The topic of the original record. */
    public String originalTopic() {
        String stored = record.topic();
        return topic.isEmpty() ? stored.substring(0, stored.length() - SUFFIX.length()) : topic;
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(HEADERS + name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
