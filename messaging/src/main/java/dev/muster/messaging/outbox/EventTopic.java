package dev.muster.messaging.outbox;

import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * A compacted topic of events, each of which has the state of one row, as {@link EventRestater} needs it.
 *
 * @param name of the topic; keys are UTF-8
 * @param rows a query with one parameter, a {@code text[]} of keys, that returns key and revision of the rows in the
 *     order of the keys, and to which {@code for update} can be appended
 * @param revision returns the revision of a value; negative when the value is unreadable
 */
public record EventTopic(String name, String rows, ToLongFunction<byte[]> revision) {

    /** A topic whose values are records of the given class. */
    public static <T extends SpecificRecord> EventTopic of(
            String name, String rows, Class<T> type, ToLongFunction<T> revision) {
        SingleObjectCodec<T> codec = SingleObjectCodec.of(type);
        return new EventTopic(name, rows, value -> {
            try {
                return revision.applyAsLong(codec.decode(value));
            } catch (UnreadableValueException e) {
                return -1;
            }
        });
    }
}
