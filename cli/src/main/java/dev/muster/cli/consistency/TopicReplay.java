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

/** The state that results from replaying a compacted topic of change events from the beginning. */
public final class TopicReplay {

    /** Younger records are not compacted, so every revision from 1 must be present. */
    private static final Duration MIN_COMPACTION_LAG = Duration.ofDays(7);

    private final String topic;
    private final EventReader events;
    private final Instant now;
    private final Map<String, ReplayedEvent> latest = new TreeMap<>();
    private final Map<String, Long> countsByChange = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long applied;
    private long duplicates;
    private boolean compacted;

    TopicReplay(String topic, EventReader events, Instant now) {
        this.topic = topic;
        this.events = events;
        this.now = now;
    }

    /** Decodes a record value. */
    @FunctionalInterface
    interface EventReader {
        ReplayedEvent read(byte[] value) throws UnreadableValueException;
    }

    /**
     * One decoded event.
     *
     * @param key what it is about
     * @param change the kind of change
     * @param state the expected row after the event
     */
    record ReplayedEvent(String key, long revision, String change, ObjectNode state) {}

    void read(KafkaConnection connection) {
        try (TopicReader reader = TopicReader.fromBeginning(connection, List.of(topic))) {
            reader.readToEnd(this::apply);
        }
    }

    void apply(ConsumerRecord<byte[], byte[]> record) {
        compacted |= Instant.ofEpochMilli(record.timestamp()).isBefore(now.minus(MIN_COMPACTION_LAG));
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            latest.remove(key);
            return;
        }
        try {
            apply(key, events.read(record.value()));
        } catch (UnreadableValueException e) {
            problems.add(
                    topic + "-" + record.partition() + "@" + record.offset() + " cannot be decoded: " + e.getMessage());
        }
    }

    private void apply(String key, ReplayedEvent event) {
        if (!key.equals(event.key())) {
            problems.add(topic + ": the event of " + event.key() + " has the key " + key);
        }
        ReplayedEvent previous = latest.get(key);
        long last = previous == null ? 0 : previous.revision();
        if (event.revision() <= last) {
            duplicates++; // resent by a relay that stopped before it saw the acknowledgement
            return;
        }
        if (event.revision() != last + 1 && !compacted) {
            problems.add(topic + ": " + key + ": revision " + event.revision() + " follows revision " + last);
        }
        latest.put(key, event);
        countsByChange.merge(event.change(), 1L, Long::sum);
        applied++;
    }

    @Nullable
    ReplayedEvent latest(String key) {
        return latest.get(key);
    }

    Iterable<String> keys() {
        return latest.keySet();
    }

    List<String> problems() {
        return problems;
    }

    /** The number of applied events. */
    public long events() {
        return applied;
    }

    /** The number of duplicate records; the relay delivers at least once. */
    public long duplicates() {
        return duplicates;
    }

    /** Whether records are old enough for compaction, so that gaps in revisions are expected. */
    public boolean mayBeCompacted() {
        return compacted;
    }

    /** The number of applied events by kind of change. */
    public Map<String, Long> countsByChange() {
        return countsByChange;
    }
}
