package dev.muster.messaging.consumer;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * The time of a record of an input topic. Times in a record are checked against it and never against the reader's
 * clock, so that a replay gives the same result. See docs/decisions/0016-a-record-is-judged-by-its-own-time.md.
 */
public final class RecordTime {

    /** The reason in the dead letter of a record whose {@link #problem} is not null. */
    public static final String REASON = "timestamp_invalid";

    private static final Duration MAX_AHEAD = Duration.ofMinutes(10);

    private RecordTime() {}

    /** The record's timestamp: the broker's time if the topic has LogAppendTime, else the producer's. */
    public static Instant of(ConsumerRecord<?, ?> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /**
     * Why the time of the record cannot be used; null when it can. The broker's time is always used. A producer's time
     * that is more than ten minutes ahead of {@code now} is rejected: it would allow any time in the record. Only this
     * check depends on the reader's clock.
     */
    public static @Nullable String problem(ConsumerRecord<?, ?> record, Instant now) {
        if (record.timestampType() == TimestampType.LOG_APPEND_TIME) {
            return null;
        }
        if (record.timestamp() < 0) {
            return "the record has no timestamp";
        }
        return of(record).isAfter(now.plus(MAX_AHEAD))
                ? "the record's timestamp " + of(record) + ", which its sender has set, is more than "
                        + MAX_AHEAD.toMinutes() + " minutes ahead"
                : null;
    }
}
