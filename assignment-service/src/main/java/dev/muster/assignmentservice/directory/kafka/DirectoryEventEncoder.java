package dev.muster.assignmentservice.directory.kafka;

import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.DirectoryChange;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
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

    /** An encoder that writes the events that {@code toEvent} makes of changes. */
    public <E extends SpecificRecord> DirectoryEventEncoder(
            String topic, Class<S> subject, Class<E> event, Function<Change<S>, E> toEvent) {
        this.topic = topic;
        this.subject = subject;
        SingleObjectCodec<E> codec = SingleObjectCodec.of(event);
        encode = change -> codec.encode(toEvent.apply(change));
    }

    /** Whether it encodes changes of this type. */
    boolean encodes(Change<?> change) {
        return change.isOf(subject);
    }

    OutboxMessage encode(Change<?> change) {
        return new OutboxMessage(
                topic, change.key().getBytes(StandardCharsets.UTF_8), encode.apply(change.cast(subject)));
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
