package dev.muster.ingestservice.report.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.inventory.ApplicationChange;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.ApplicationState;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The state that a consumer derives from the events of inventory.applications; checks the events on the way. */
final class PublishedApplications {

    private static final SingleObjectCodec<ApplicationEvent> EVENTS = SingleObjectCodec.of(ApplicationEvent.class);
    private static final String LAST_SEEN = "last_inventory_at";

    private final Map<String, ApplicationEvent> last = new TreeMap<>();
    private final Map<String, Integer> incarnations = new HashMap<>();
    private final Map<String, Instant> appeared = new HashMap<>();

    PublishedApplications(List<OutboxMessage> messages) {
        for (OutboxMessage message : messages) {
            if (message.topic().equals(Topics.INVENTORY_APPLICATIONS)) {
                apply(decode(message), new String(requireNonNull(message.key()), UTF_8));
            }
        }
    }

    /** Compares the state with the rows of the view, except times that advance without an event. */
    void assertSameAs(Map<String, Map<String, @Nullable Object>> view) {
        assertThat(last.keySet()).as("applications published").isEqualTo(view.keySet());
        view.forEach((id, row) -> {
            Map<String, @Nullable Object> published = columns(requireNonNull(last.get(id)));
            Instant lastSeen = (Instant) requireNonNull(published.put(LAST_SEEN, row.get(LAST_SEEN)));
            assertThat(published).as("published state of %s", id).isEqualTo(row);
            assertThat(lastSeen).as("%s of %s", LAST_SEEN, id).isBeforeOrEqualTo((Instant) row.get(LAST_SEEN));
        });
    }

    private void apply(ApplicationEvent event, String key) {
        ApplicationEvent previous = last.put(event.getApplicationId(), event);
        assertThat(key).as("key of %s", event).isEqualTo(event.getApplicationId());
        assertThat(event.getRevision())
                .as("revision of %s", event)
                .isEqualTo(previous == null ? 1 : previous.getRevision() + 1);
        if (previous == null) {
            assertThat(event.getBefore()).as("before of the first, %s", event).isNull();
            assertThat(event.getChange()).isEqualTo(ApplicationChange.APPEARED);
        } else {
            assertContinues(previous.getAfter(), event);
        }
        assertThat(event.getChanged())
                .as("fields that changed in %s", event)
                .containsExactlyInAnyOrderElementsOf(differing(event.getBefore(), event.getAfter()));
        if (previous == null || returned(event)) {
            appeared.put(event.getApplicationId(), event.getRecordedAt());
        }
        incarnations.merge(event.getApplicationId(), 1, (known, one) -> returned(event) ? known + 1 : known);
    }

    private static void assertContinues(ApplicationState known, ApplicationEvent event) {
        ApplicationState before = requireNonNull(event.getBefore(), () -> "before of " + event);
        ApplicationState after = event.getAfter();
        assertThat(differing(known, before))
                .as("fields changed without an event before %s", event)
                .isSubsetOf(LAST_SEEN);
        assertThat(known.getLastInventoryAt()).isBeforeOrEqualTo(before.getLastInventoryAt());
        assertThat(differing(before, after))
                .as("fields changed by %s", event)
                .isNotEmpty()
                .isNotEqualTo(List.of(LAST_SEEN));
        ApplicationChange expected = ApplicationChange.CHANGED;
        if ((before.getDeletedAt() == null) != (after.getDeletedAt() == null)) {
            expected = after.getDeletedAt() == null ? ApplicationChange.RETURNED : ApplicationChange.REMOVED;
        }
        assertThat(event.getChange()).as("kind of %s", event).isEqualTo(expected);
    }

    private static boolean returned(ApplicationEvent event) {
        return event.getChange() == ApplicationChange.RETURNED;
    }

    private static List<String> differing(@Nullable ApplicationState a, ApplicationState b) {
        return b.getSchema().getFields().stream()
                .filter(field -> a == null || !isEquivalent(a.get(field.pos()), b.get(field.pos())))
                .map(Schema.Field::name)
                .toList();
    }

    /** Equivalent JSON texts do not differ. */
    private static boolean isEquivalent(@Nullable Object one, @Nullable Object other) {
        return (one instanceof String text && other instanceof String otherText)
                ? JsonVariants.canonical(text).equals(JsonVariants.canonical(otherText))
                : java.util.Objects.equals(one, other);
    }

    private Map<String, @Nullable Object> columns(ApplicationEvent event) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        for (Schema.Field field : event.getAfter().getSchema().getFields()) {
            columns.put(field.name(), event.getAfter().get(field.pos()));
        }
        columns.put("application_id", event.getApplicationId());
        columns.put("revision", event.getRevision());
        columns.put("incarnation", incarnations.get(event.getApplicationId()));
        columns.put("appeared_at", appeared.get(event.getApplicationId()));
        return columns;
    }

    private static ApplicationEvent decode(OutboxMessage message) {
        try {
            return EVENTS.decode(message.value());
        } catch (UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }
}
