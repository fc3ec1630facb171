package dev.muster.cli.inventory;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.ApplicationState;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one system, present and removed, as {@code inventory.applications} has them.
 *
 * @param byModule by module id
 * @param ofOthers the application ids with the same prefix that belong to other systems
 */
record LiveApplications(Map<String, ApplicationState> byModule, Set<String> ofOthers) {

    private static final SingleObjectCodec<ApplicationEvent> CODEC = SingleObjectCodec.of(ApplicationEvent.class);

    /** Reads the whole topic. */
    static LiveApplications read(KafkaConnection connection, String systemId) {
        Map<String, ApplicationEvent> latest = new TreeMap<>();
        String prefix = systemId + "_";
        try (TopicReader reader = TopicReader.fromBeginning(connection, List.of(Topics.INVENTORY_APPLICATIONS))) {
            reader.readToEnd(record -> {
                String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
                if (key.startsWith(prefix)) {
                    apply(key, record, latest);
                }
            });
        }
        Map<String, ApplicationState> byModule = new TreeMap<>();
        Set<String> ofOthers = new HashSet<>();
        latest.forEach((key, event) -> {
            if (event.getAfter().getSystemId().equals(systemId)) {
                byModule.put(event.getAfter().getModuleId(), event.getAfter());
            } else {
                ofOthers.add(key);
            }
        });
        return new LiveApplications(byModule, ofOthers);
    }

    private static void apply(String key, ConsumerRecord<byte[], byte[]> record, Map<String, ApplicationEvent> latest) {
        if (record.value() == null) {
            latest.remove(key);
            return;
        }
        try {
            ApplicationEvent event = CODEC.decode(record.value());
            ApplicationEvent known = latest.get(key);
            // A relay that stopped before it saw the acknowledgement sends an event again.
            if (known == null || event.getRevision() > known.getRevision()) {
                latest.put(key, event);
            }
        } catch (UnreadableValueException e) {
            throw CliException.unavailable(
                    Topics.INVENTORY_APPLICATIONS + "-" + record.partition() + "@" + record.offset()
                            + " cannot be decoded: this program is older than the ingest service; update it",
                    e);
        }
    }
}
