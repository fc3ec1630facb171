package dev.muster.ingestservice.report.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.inventory.InventorySystemChange;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The events of systems among messages, replayed: the last one of each system. Their revisions have no gaps. */
final class PublishedSystems {

    private static final SingleObjectCodec<InventorySystemEvent> EVENTS =
            SingleObjectCodec.of(InventorySystemEvent.class);

    private final Map<String, InventorySystemEvent> last = new TreeMap<>();

    PublishedSystems(List<OutboxMessage> messages) {
        add(messages);
    }

    void add(List<OutboxMessage> messages) {
        for (OutboxMessage message : messages) {
            if (message.topic().equals(Topics.INVENTORY_SYSTEMS)) {
                InventorySystemEvent event = decode(message);
                assertThat(message.key()).isEqualTo(event.getSystemId().getBytes(UTF_8));
                InventorySystemEvent before = last.put(event.getSystemId(), event);
                assertThat(event.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
                assertThat(event.getChange() == InventorySystemChange.APPEARED).isEqualTo(before == null);
                if (event.getChange() == InventorySystemChange.STATE_CHANGED) {
                    assertThat(before).isNotNull();
                    assertThat(event.getState()).isNotEqualTo(before.getState());
                }
            }
        }
    }

    /** Checks the numbers of applications against those that were counted in the inventory, and those in the view. */
    void assertCounts(Map<String, Long> counted, Map<String, Long> inView) {
        Map<String, Long> published = new HashMap<>();
        last.forEach((id, event) -> published.put(id, (long) event.getApplications()));
        assertThat(inView).as("numbers of applications in the view").isEqualTo(published);
        published.values().removeIf(count -> count == 0);
        counted.values().removeIf(count -> count == 0);
        assertThat(published).as("published numbers of applications").isEqualTo(counted);
    }

    Map<String, InventorySystemEvent> last() {
        return last;
    }

    private static InventorySystemEvent decode(OutboxMessage message) {
        try {
            return EVENTS.decode(message.value());
        } catch (UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }
}
