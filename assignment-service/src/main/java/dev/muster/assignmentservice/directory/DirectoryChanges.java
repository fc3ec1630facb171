package dev.muster.assignmentservice.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The changes of the directory in one transaction, in their order. */
public final class DirectoryChanges {

    /**
     * One change of one subject. Each change becomes one event.
     *
     * @param <S> the type of the subject
     * @param key the key of its events
     * @param before null when the subject did not exist before
     * @param after null when it does not exist any more
     * @param revision the revision of the subject after the change, from 1
     * @param commandId the command that caused the change, and {@code actor} who issued it
     */
    public record Change<S>(
            String key,
            @Nullable S before,
            @Nullable S after,
            long revision,
            UUID commandId,
            String actor,
            Instant recordedAt) {

        public Change {
            if (before == null && after == null) {
                throw new IllegalArgumentException("a change has a state before or after it");
            }
        }

        /** Whether its subject has the type. */
        public boolean isOf(Class<?> type) {
            return type.isInstance(after == null ? before : after);
        }

        /** The same change, with the type of its subject. */
        public <T> Change<T> cast(Class<T> type) {
            return new Change<>(key, type.cast(before), type.cast(after), revision, commandId, actor, recordedAt);
        }
    }

    private final List<Change<?>> changes = new ArrayList<>();

    /** Adds a change that the command made at the given time. */
    public <S> void add(
            DirectoryCommand command, Instant now, String key, @Nullable S before, @Nullable S after, long revision) {
        changes.add(new Change<>(key, before, after, revision, command.commandId(), command.issuedBy(), now));
    }

    /** All changes, in their order. */
    public List<Change<?>> all() {
        return List.copyOf(changes);
    }
}
