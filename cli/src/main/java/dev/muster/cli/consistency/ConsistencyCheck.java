package dev.muster.cli.consistency;

import dev.muster.assignment.Ownership;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.RuleSetEvent;
import dev.muster.cli.consistency.TopicReplay.EventReader;
import dev.muster.cli.consistency.TopicReplay.ReplayedEvent;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replays the events of applications, systems, ownerships and rule sets and compares the result with the published views, row by
 * row and column by column.
 *
 * @param inventory the replay of {@code inventory.applications}
 * @param systems the replay of {@code inventory.systems}
 * @param ownerships the replay of {@code assignment.ownerships}
 * @param ruleSets the replay of {@code assignment.rule-sets}
 * @param applications the number of rows in the view
 * @param problems one line per difference
 */
public record ConsistencyCheck(
        TopicReplay inventory,
        TopicReplay systems,
        TopicReplay ownerships,
        TopicReplay ruleSets,
        int applications,
        List<String> problems) {

    private static final String APPLICATIONS = """
            select application_id, system_id, module_id, instance_of, name, source, display_name, version, node_id,
                   node_label, url, is_user_facing, inventory_data, backup_data, services_data, first_seen_at,
                   last_inventory_at, deleted_at, revision
              from inventory.applications
            """;

    /** Signs of life, and the collector with them, move without events. */
    private static final String SYSTEMS = "select system_id, state, state_since, applications from inventory.systems";

    private static final String OWNERSHIPS = """
            select application_id, organization_id, status, rebranding_enabled, rebranding_org_id, assigned_by,
                   assigned_at, ownership_revision, owner_source, pinned, rule_set, rule_id, rule_set_revision
              from assignment.applications
            """;

    /** The columns of a database that no release with rules has migrated. */
    private static final String OWNERSHIPS_BEFORE_RULES = """
            select application_id, organization_id, status, rebranding_enabled, rebranding_org_id, assigned_by,
                   assigned_at, ownership_revision
              from assignment.applications
            """;

    private static final String RULE_SETS = """
            select organization_id, revision, document::json as document, command_id, actor, published_at
              from assignment.rule_sets
            """;

    /**
     * An unchanged snapshot updates this column without an event, so the event may be older than the row, never newer.
     */
    private static final String UPDATED_WITHOUT_EVENT = "last_inventory_at";

    private static final String STATUS = "status";
    private static final String OWNER = "organization_id";
    private static final String SOURCE = "owner_source";
    private static final String PINNED = "pinned";

    private static final String RULE_SETS_VIEW = "assignment.rule_sets";

    /**
     * Reads the topics to the end, and the views. A database that only earlier releases have migrated is compared without
     * what these did not have: rule sets, the origins of owners, the states of systems.
     */
    public static ConsistencyCheck check(KafkaConnection kafka, Database database) throws SQLException {
        TopicReplay inventory = replay(Topics.INVENTORY_APPLICATIONS, applicationEvents(), kafka);
        Map<String, ObjectNode> applications = ViewRows.read(database, APPLICATIONS, "application_id");
        TopicReplay systems = new TopicReplay(Topics.INVENTORY_SYSTEMS, systemEvents(), Instant.now());
        Map<String, ObjectNode> systemRows = Map.of();
        if (ViewRows.hasColumn(database, "inventory.systems", "state")) {
            systems.read(kafka);
            systemRows = ViewRows.read(database, SYSTEMS, "system_id");
        }
        TopicReplay ownerships = replay(Topics.ASSIGNMENT_OWNERSHIPS, ownershipEvents(), kafka);
        if (!ViewRows.exists(database, RULE_SETS_VIEW)) {
            Map<String, ObjectNode> rows = ViewRows.read(database, OWNERSHIPS_BEFORE_RULES, "application_id");
            TopicReplay none = new TopicReplay(Topics.ASSIGNMENT_RULE_SETS, ruleSetEvents(), Instant.now());
            return compare(inventory, applications, systems, systemRows, ownerships, rows, none, Map.of());
        }
        Map<String, ObjectNode> ownershipRows = ViewRows.read(database, OWNERSHIPS, "application_id");
        TopicReplay ruleSets = replay(Topics.ASSIGNMENT_RULE_SETS, ruleSetEvents(), kafka);
        Map<String, ObjectNode> ruleSetRows = ViewRows.read(database, RULE_SETS, OWNER);
        return compare(inventory, applications, systems, systemRows, ownerships, ownershipRows, ruleSets, ruleSetRows);
    }

    static ConsistencyCheck compare(
            TopicReplay inventory,
            Map<String, ObjectNode> applications,
            TopicReplay systems,
            Map<String, ObjectNode> systemRows,
            TopicReplay ownerships,
            Map<String, ObjectNode> ownershipRows,
            TopicReplay ruleSets,
            Map<String, ObjectNode> ruleSetRows) {
        List<String> problems = new ArrayList<>(inventory.problems());
        problems.addAll(systems.problems());
        problems.addAll(ownerships.problems());
        problems.addAll(ruleSets.problems());
        compare("inventory.applications", inventory, applications, null, problems);
        compare("inventory.systems", systems, systemRows, null, problems);
        compare("assignment.applications", ownerships, ownershipRows, unassignedRow(), problems);
        compare(RULE_SETS_VIEW, ruleSets, ruleSetRows, null, problems);
        return new ConsistencyCheck(
                inventory, systems, ownerships, ruleSets, applications.size(), List.copyOf(problems));
    }

    public boolean isConsistent() {
        return problems.isEmpty();
    }

    static EventReader applicationEvents() {
        SingleObjectCodec<ApplicationEvent> codec = SingleObjectCodec.of(ApplicationEvent.class);
        return value -> {
            ApplicationEvent event = codec.decode(value);
            ObjectNode state = RecordJson.of(event.getAfter());
            state.put("inventory_data", CanonicalJson.of(event.getAfter().getInventoryData()));
            state.put("backup_data", CanonicalJson.of(event.getAfter().getBackupData()));
            state.put("services_data", CanonicalJson.of(event.getAfter().getServicesData()));
            state.put("revision", event.getRevision());
            return new ReplayedEvent(
                    event.getApplicationId(),
                    event.getRevision(),
                    event.getChange().name(),
                    state);
        };
    }

    static EventReader systemEvents() {
        SingleObjectCodec<InventorySystemEvent> codec = SingleObjectCodec.of(InventorySystemEvent.class);
        return value -> {
            InventorySystemEvent event = codec.decode(value);
            return new ReplayedEvent(
                    event.getSystemId(), event.getRevision(), event.getChange().name(), RecordJson.of(event));
        };
    }

    static EventReader ownershipEvents() {
        SingleObjectCodec<OwnershipEvent> codec = SingleObjectCodec.of(OwnershipEvent.class);
        return value -> {
            OwnershipEvent event = codec.decode(value);
            ObjectNode state = RecordJson.of(event.getAfter());
            state.put(STATUS, state.path(OWNER).isNull() ? "unassigned" : "assigned");
            state.put("ownership_revision", event.getRevision());
            putOrigin(state, event.getAfter());
            return new ReplayedEvent(
                    event.getApplicationId(),
                    event.getRevision(),
                    event.getChange().name(),
                    state);
        };
    }

    /**
     * An event without source and pin is older than pins: with an owner, it is explicit and pinned. Without one, only the
     * view knows whether a person has unassigned it, so these columns are not compared.
     */
    private static void putOrigin(ObjectNode state, Ownership after) {
        if (after.getSource() != null || after.getPinned() != null) {
            state.set(SOURCE, state.path("source"));
        } else if (after.getOrganizationId() != null) {
            state.put(SOURCE, "EXPLICIT").put(PINNED, true);
        } else {
            state.remove(PINNED);
        }
    }

    static EventReader ruleSetEvents() {
        SingleObjectCodec<RuleSetEvent> codec = SingleObjectCodec.of(RuleSetEvent.class);
        return value -> {
            RuleSetEvent event = codec.decode(value);
            ObjectNode state = RecordJson.of(event);
            state.put("document", CanonicalJson.of(event.getDocument()));
            state.set("published_at", state.path("recorded_at"));
            return new ReplayedEvent(event.getOrganizationId(), event.getRevision(), "PUBLISHED", state);
        };
    }

    private static ObjectNode unassignedRow() {
        return RecordJson.MAPPER
                .createObjectNode()
                .putNull(OWNER)
                .put(STATUS, "unassigned")
                .put("rebranding_enabled", false)
                .putNull("rebranding_org_id")
                .putNull("assigned_by")
                .putNull("assigned_at")
                .put("ownership_revision", 0L)
                .putNull(SOURCE)
                .put(PINNED, false)
                .putNull("rule_set")
                .putNull("rule_id")
                .putNull("rule_set_revision");
    }

    private static TopicReplay replay(String topic, EventReader events, KafkaConnection kafka) {
        TopicReplay replay = new TopicReplay(topic, events, Instant.now());
        replay.read(kafka);
        return replay;
    }

    private static void compare(
            String view,
            TopicReplay replay,
            Map<String, ObjectNode> rows,
            @Nullable ObjectNode defaultRow,
            List<String> problems) {
        rows.forEach((id, row) -> {
            ReplayedEvent event = replay.latest(id);
            ObjectNode expected = event == null ? defaultRow : event.state();
            if (expected == null) {
                problems.add(view + ": row " + id + " has no event");
            } else {
                compare(view + ": " + id, row, expected, problems);
            }
        });
        for (String id : replay.keys()) {
            if (!rows.containsKey(id)) {
                problems.add(view + ": no row for " + id + ", which has events");
            }
        }
    }

    private static void compare(String where, ObjectNode row, ObjectNode expected, List<String> problems) {
        for (String column : row.propertyNames()) {
            if (expected.has(column) && !isEqual(column, row, expected)) {
                problems.add(where + ": " + column + " is " + row.get(column) + ", but " + expected.get(column)
                        + " according to its events");
            }
        }
    }

    private static boolean isEqual(String column, ObjectNode row, ObjectNode expected) {
        if (column.equals(UPDATED_WITHOUT_EVENT)) {
            return !Instant.parse(expected.path(column).asString())
                    .isAfter(Instant.parse(row.path(column).asString()));
        }
        return row.path(column).equals(expected.path(column));
    }
}
