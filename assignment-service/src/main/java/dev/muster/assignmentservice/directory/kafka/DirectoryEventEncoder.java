package dev.muster.assignmentservice.directory.kafka;

import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.DirectoryChange;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Encodes the changes of one type of subjects as messages of its topic.
 *
 * @param <S> the type of the subjects
 */
public final class DirectoryEventEncoder<S> {

    private final String topic;
    private final Class<S> subject;
    private final Function<Change<S>, byte[]> encode;
    private final boolean tombstones;

    /** An encoder that writes the events that {@code toEvent} makes of changes. */
    public <E extends SpecificRecord> DirectoryEventEncoder(
            String topic, Class<S> subject, Class<E> event, Function<Change<S>, E> toEvent) {
        this(topic, subject, encoder(SingleObjectCodec.of(event), toEvent), false);
    }

    private DirectoryEventEncoder(
            String topic, Class<S> subject, Function<Change<S>, byte[]> encode, boolean tombstones) {
        this.topic = topic;
        this.subject = subject;
        this.encode = encode;
        this.tombstones = tombstones;
    }

    private static <S, E extends SpecificRecord> Function<Change<S>, byte[]> encoder(
            SingleObjectCodec<E> codec, Function<Change<S>, E> toEvent) {
        return change -> codec.encode(toEvent.apply(change));
    }

    /** The same encoder, for subjects that never come back: a tombstone follows the event of a removal. */
    public DirectoryEventEncoder<S> withTombstones() {
        return new DirectoryEventEncoder<>(topic, subject, encode, true);
    }

    /** Whether it encodes changes of this type. */
    boolean encodes(Change<?> change) {
        return change.isOf(subject);
    }

    List<OutboxMessage> encode(Change<?> change) {
        byte[] key = change.key().getBytes(StandardCharsets.UTF_8);
        OutboxMessage event = new OutboxMessage(topic, key, encode.apply(change.cast(subject)));
        return tombstones && change.after() == null
                ? List.of(event, new OutboxMessage(topic, key, null))
                : List.of(event);
    }

    /** The published type of a change. */
    public static DirectoryChange typeOf(Change<?> change) {
        if (change.after() == null) {
            return DirectoryChange.REMOVED;
        }
        return change.before() == null ? DirectoryChange.REGISTERED : DirectoryChange.CHANGED;
    }

    /** The published cause of a change. */
    public static DirectoryCause causeOf(Change<?> change) {
        return new DirectoryCause(change.commandId(), change.actor());
    }
}
