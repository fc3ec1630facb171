package dev.muster.messaging.consumer;

import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Where the consumer of a partition starts to read, and the input lost before that.
 *
 * @param position the first offset to read; not used while a loss is not acknowledged
 * @param loss the input that was deleted unread; null when there is none
 * @param acknowledged whether an operator has acknowledged the loss, so that reading continues after it
 */
record StartPosition(long position, @Nullable Loss loss, boolean acknowledged) {

    /**
     * The position that is stored in the service's tables.
     *
     * @param position everything before it was read
     */
    record Remembered(UUID topicId, long position) {}

    /**
     * Lost input.
     *
     * @param topicId of the topic that contained it; null when not known
     * @param from the first offset that was not read
     * @param to the offset in the present topic where reading can continue
     */
    record Loss(@Nullable UUID topicId, long from, long to, String cause) {

        /** The maximum number of lost records; 0 when not known. */
        long records() {
            return Math.max(0, to - from);
        }
    }

    /** A partition at the broker: its topic's id, its first offset and its end offset. */
    record Present(UUID topicId, long begin, long end) {}

    /**
     * Decides from the stored position and the committed offset.
     *
     * @param remembered null when no position is stored; the committed offset is used instead
     */
    static StartPosition of(@Nullable Remembered remembered, @Nullable OffsetAndMetadata committed, Present present) {
        if (remembered == null) {
            return firstStart(committed, present);
        }
        boolean sameTopic = remembered.topicId().equals(present.topicId());
        boolean isTruncated = sameTopic && remembered.position() > present.end();
        if (committed != null
                && acknowledges(committed, present)
                && (!sameTopic || isTruncated || committed.offset() > remembered.position())) {
            return acknowledged(remembered.topicId(), remembered.position(), committed.offset(), sameTopic);
        }
        if (!sameTopic) {
            return lost(remembered.topicId(), remembered.position(), present.begin(), "the topic was created anew");
        }
        if (isTruncated) {
            return lost(
                    remembered.topicId(), remembered.position(), present.end(), "the log ends before what was read");
        }
        if (remembered.position() < present.begin()) {
            return lost(
                    remembered.topicId(),
                    remembered.position(),
                    present.begin(),
                    "the records were deleted before they were read");
        }
        // A later commit was never stored; an earlier commit is a reset, so records are read again.
        long begin = committed == null ? remembered.position() : Math.min(committed.offset(), remembered.position());
        return new StartPosition(Math.max(begin, present.begin()), null, false);
    }

    private static StartPosition firstStart(@Nullable OffsetAndMetadata committed, Present present) {
        if (committed == null) {
            return new StartPosition(present.begin(), null, false);
        }
        long offset = committed.offset();
        if (offset < present.begin()) {
            return lost(null, offset, present.begin(), "the records were deleted before they were read");
        }
        if (offset > present.end()) {
            return lost(null, offset, present.begin(), "the topic was created anew, or its log was cut off");
        }
        return new StartPosition(offset, null, acknowledges(committed, present));
    }

    private static StartPosition lost(@Nullable UUID topicId, long from, long to, String cause) {
        return new StartPosition(to, new Loss(topicId, from, to, cause), false);
    }

    private static StartPosition acknowledged(UUID topicId, long from, long to, boolean sameTopic) {
        String cause = sameTopic ? "skipped by an operator" : "the topic was created anew";
        return new StartPosition(to, new Loss(topicId, from, to, cause), true);
    }

    /** Whether an operator committed the offset for the present topic; consumers never write this metadata. */
    private static boolean acknowledges(OffsetAndMetadata committed, Present present) {
        return committed.metadata().contains(format(present.topicId()))
                && committed.offset() >= present.begin()
                && committed.offset() <= present.end();
    }

    /** A topic id as Kafka's tools print it. */
    static String format(UUID topicId) {
        return new Uuid(topicId.getMostSignificantBits(), topicId.getLeastSignificantBits()).toString();
    }
}
