package dev.muster.cli.consistency;

import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.schemas.UnreadableValueException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A compacted topic of change events, applied from its beginning to an empty map. */
public final class TopicReplay {

    /** Before a record is this old, compaction leaves it: until then every revision from 1 has to be there. */
    private static final Duration COMPLETE_FOR = Duration.ofDays(7);

    private final String topic;
    private final EventReader events;
    private final Instant now;
    private final Map<String, ReplayedEvent> newest = new TreeMap<>();
    private final Map<String, Long> byChange = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long applied;
    private long repeated;
    private boolean compacted;

    TopicReplay(String topic, EventReader events, Instant now) {
        this.topic = topic;
        this.events = events;
        this.now = now;
    }

    /** Turns a value into what is compared. */
    @FunctionalInterface
    interface EventReader {
        ReplayedEvent read(byte[] value) throws UnreadableValueException;
    }

    /**
     * One event.
     *
     * @param change its kind
     * @param state what the table should hold after it
     */
    record ReplayedEvent(String applicationId, long revision, String change, ObjectNode state) {}

    void read(KafkaConnection connection) {
        try (TopicReader reader = TopicReader.fromBeginning(connection, List.of(topic))) {
            reader.readToEnd(this::apply);
        }
    }

    void apply(ConsumerRecord<byte[], byte[]> record) {
        compacted |= Instant.ofEpochMilli(record.timestamp()).isBefore(now.minus(COMPLETE_FOR));
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            newest.remove(key);
            return;
        }
        try {
            apply(key, events.read(record.value()));
        } catch (UnreadableValueException e) {
            problems.add(
                    topic + "-" + record.partition() + "@" + record.offset() + " cannot be read: " + e.getMessage());
        }
    }

    private void apply(String key, ReplayedEvent event) {
        if (!key.equals(event.applicationId())) {
            problems.add(topic + " has an event of " + event.applicationId() + " under the key " + key);
        }
        ReplayedEvent before = newest.get(key);
        long last = before == null ? 0 : before.revision();
        if (event.revision() <= last) {
            repeated++; // sent again by a relay that had died before it knew that it was sent
            return;
        }
        if (event.revision() != last + 1 && !compacted) {
            problems.add(topic + ": " + key + " has revision " + event.revision() + " after " + last);
        }
        newest.put(key, event);
        byChange.merge(event.change(), 1L, Long::sum);
        applied++;
    }

    @Nullable
    ReplayedEvent newest(String applicationId) {
        return newest.get(applicationId);
    }

    Iterable<String> applicationIds() {
        return newest.keySet();
    }

    List<String> problems() {
        return problems;
    }

    /** How many events were applied. */
    public long events() {
        return applied;
    }

    /** How many records repeated an event that had been there: the relay sends at least once. */
    public long repeated() {
        return repeated;
    }

    /** Whether so old an event is there that others may have been compacted away: then gaps prove nothing. */
    public boolean mayBeCompacted() {
        return compacted;
    }

    /** How many events of each kind were applied. */
    public Map<String, Long> byChange() {
        return byChange;
    }
}
