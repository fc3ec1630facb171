package dev.muster.messaging.consumer;

import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Where the consumer of a partition begins to read, and what was lost before that.
 *
 * @param position where it begins; of no use while a loss is not acknowledged
 * @param loss what is gone without having been read; null when nothing is
 * @param acknowledged whether an operator has acknowledged the loss, so that reading goes on behind it
 */
record StartPosition(long position, @Nullable Loss loss, boolean acknowledged) {

    /**
     * Where a service has read up to, as its own tables remember it.
     *
     * @param position everything before it was read
     */
    record Remembered(UUID topicId, long position) {}

    /**
     * Input that is gone.
     *
     * @param topicId of the topic that had it; null when that is not known
     * @param from the first offset that was not read
     * @param to where reading can go on in the present topic
     */
    record Loss(@Nullable UUID topicId, long from, long to, String cause) {

        /** How many offsets were lost at the most; 0 when that cannot be told. */
        long records() {
            return Math.max(0, to - from);
        }
    }

    /** What the broker says of a partition: its topic's id, its first offset and the one behind its last record. */
    record Present(UUID topicId, long begin, long end) {}

    /**
     * Decides by what is remembered and what the group has committed.
     *
     * @param remembered null when the partition was never read since positions are remembered: then what was committed
     *     is taken for it
     */
    static StartPosition of(@Nullable Remembered remembered, @Nullable OffsetAndMetadata committed, Present present) {
        if (remembered == null) {
            return firstStart(committed, present);
        }
        boolean sameTopic = remembered.topicId().equals(present.topicId());
        boolean wasCutOff = sameTopic && remembered.position() > present.end();
        if (committed != null
                && acknowledges(committed, present)
                && (!sameTopic || wasCutOff || committed.offset() > remembered.position())) {
            return acknowledged(remembered.topicId(), remembered.position(), committed.offset(), sameTopic);
        }
        if (!sameTopic) {
            return lost(remembered.topicId(), remembered.position(), present.begin(), "the topic was created anew");
        }
        if (wasCutOff) {
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
        // What was committed behind it was never stored; what was committed before it is read again on purpose.
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

    /** Whether an operator committed the offset for the topic that is there now, which no consumer does. */
    private static boolean acknowledges(OffsetAndMetadata committed, Present present) {
        return committed.metadata().contains(textOf(present.topicId()))
                && committed.offset() >= present.begin()
                && committed.offset() <= present.end();
    }

    /** A topic's id as Kafka's tools write it. */
    static String textOf(UUID topicId) {
        return new Uuid(topicId.getMostSignificantBits(), topicId.getLeastSignificantBits()).toString();
    }
}
