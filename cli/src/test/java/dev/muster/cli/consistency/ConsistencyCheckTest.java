package dev.muster.cli.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignment.Ownership;
import dev.muster.assignment.OwnershipCause;
import dev.muster.assignment.OwnershipCauseKind;
import dev.muster.assignment.OwnershipChange;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.OwnershipSource;
import dev.muster.assignment.RebrandingOverride;
import dev.muster.assignment.RuleSetEvent;
import dev.muster.cli.json.RecordJson;
import dev.muster.inventory.ApplicationCause;
import dev.muster.inventory.ApplicationCauseKind;
import dev.muster.inventory.ApplicationChange;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.ApplicationState;
import dev.muster.inventory.FreshnessState;
import dev.muster.inventory.InventorySystemChange;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.inventory.SourcePosition;
import dev.muster.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ConsistencyCheckTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant SEEN = Instant.parse("2026-02-28T01:02:03.000004Z");
    private static final String ID = "vm_bash";

    private final TopicReplay inventory =
            new TopicReplay("inventory.applications", ConsistencyCheck.applicationEvents(), NOW);
    private final TopicReplay ownerships =
            new TopicReplay("assignment.ownerships", ConsistencyCheck.ownershipEvents(), NOW);
    private final Map<String, ObjectNode> applications = new TreeMap<>(Map.of(ID, row("5.2", 1, SEEN)));
    private final TopicReplay ruleSets = new TopicReplay("assignment.rule-sets", ConsistencyCheck.ruleSetEvents(), NOW);
    private final Map<String, ObjectNode> ownershipRows = new TreeMap<>(Map.of(ID, ownershipRow("acme", 1)));
    private final Map<String, ObjectNode> ruleSetRows = new TreeMap<>();
    private final TopicReplay systems = new TopicReplay("inventory.systems", ConsistencyCheck.systemEvents(), NOW);
    private final Map<String, ObjectNode> systemRows = new TreeMap<>();

    private void applyMatchingEvents() {
        inventory.apply(application(1, "5.2", NOW));
        ownerships.apply(ownership(1, "acme"));
    }

    private List<String> problems() {
        return ConsistencyCheck.compare(
                        inventory, applications, systems, systemRows, ownerships, ownershipRows, ruleSets, ruleSetRows)
                .problems();
    }

    @Test
    void matchingEventsAndRowsAreConsistent() {
        applyMatchingEvents();

        assertThat(problems()).isEmpty();
    }

    @Test
    void differentColumnIsReportedWithBothValues() {
        applyMatchingEvents();
        applications.put(ID, row("5.3", 1, SEEN));

        assertThat(problems())
                .containsExactly(
                        "inventory.applications: vm_bash: version is \"5.3\", but \"5.2\" according to its events");
    }

    @Test
    void differentOwnerAndRevisionAreReported() {
        applyMatchingEvents();
        ownershipRows.put(ID, ownershipRow("other", 2));

        assertThat(problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).startsWith("assignment.applications: vm_bash: o"));
    }

    @Test
    void differentStateOfASystemIsReported() {
        applyMatchingEvents();
        systems.apply(system("vm", 1, FreshnessState.ACTIVE));
        systems.apply(system("vm", 2, FreshnessState.STALE));
        systemRows.put(
                "vm",
                RecordJson.MAPPER.createObjectNode().put("system_id", "vm").put("state", "ACTIVE"));

        assertThat(problems())
                .containsExactly("inventory.systems: vm: state is \"ACTIVE\", but \"STALE\" according to its events");
    }

    private static ConsumerRecord<byte[], byte[]> system(String id, long revision, FreshnessState state) {
        InventorySystemEvent event = InventorySystemEvent.newBuilder()
                .setSystemId(id)
                .setRevision(revision)
                .setChange(revision == 1 ? InventorySystemChange.APPEARED : InventorySystemChange.STATE_CHANGED)
                .setState(state)
                .setStateSince(SEEN)
                .setApplications(1)
                .setStaleAfterS(60)
                .setMissingAfterS(60)
                .setRecordedAt(SEEN)
                .build();
        return record(
                id,
                0,
                NOW,
                Optional.of(SingleObjectCodec.of(InventorySystemEvent.class).encode(event)));
    }

    @Test
    void missingEventAndMissingRowAreReported() {
        applyMatchingEvents();
        applications.put("vm_extra", row("1", 1, SEEN));
        applications.remove(ID);

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "inventory.applications: row vm_extra has no event",
                        "inventory.applications: no row for vm_bash, which has events");
    }

    @Test
    void applicationWithoutOwnershipEventIsUnassigned() {
        applyMatchingEvents();
        inventory.apply(record("vm_sh", 0, NOW, encode(applicationEvent("vm_sh", 1, "5.2"))));
        applications.put("vm_sh", row("5.2", 1, SEEN));
        ownershipRows.put("vm_sh", ownershipRow("", 0));

        assertThat(problems()).isEmpty();
    }

    @Test
    void lastInventoryMayBeLaterThanTheEvent() {
        applyMatchingEvents();
        applications.put(ID, row("5.2", 1, SEEN.plusSeconds(60)));
        assertThat(problems()).isEmpty();

        applications.put(ID, row("5.2", 1, SEEN.minusSeconds(60)));
        assertThat(problems()).singleElement().asString().contains("last_inventory_at");
    }

    @Test
    void revisionGapIsReported() {
        applyMatchingEvents();
        inventory.apply(application(3, "5.2", NOW));
        applications.put(ID, row("5.2", 3, SEEN));

        assertThat(problems()).containsExactly("inventory.applications: vm_bash: revision 3 follows revision 1");
    }

    @Test
    void firstRevisionMustBeOne() {
        ownerships.apply(ownership(1, "acme"));
        inventory.apply(application(2, "5.2", NOW));
        applications.put(ID, row("5.2", 2, SEEN));

        assertThat(problems()).containsExactly("inventory.applications: vm_bash: revision 2 follows revision 0");
    }

    @Test
    void revisionGapsAreIgnoredAfterCompaction() {
        ownerships.apply(ownership(1, "acme"));
        inventory.apply(application(2, "5.2", NOW.minus(Duration.ofDays(8))));
        applications.put(ID, row("5.2", 2, SEEN));

        assertThat(problems()).isEmpty();
        assertThat(inventory.mayBeCompacted()).isTrue();
    }

    @Test
    void duplicateEventIsIgnored() {
        applyMatchingEvents();
        inventory.apply(application(2, "5.3", NOW));
        inventory.apply(application(1, "5.2", NOW));
        inventory.apply(application(2, "5.3", NOW));
        applications.put(ID, row("5.3", 2, SEEN));

        assertThat(problems()).isEmpty();
        assertThat(inventory.duplicates()).isEqualTo(2);
        assertThat(inventory.events()).isEqualTo(2);
    }

    @Test
    void tombstoneRemovesTheApplication() {
        applyMatchingEvents();
        inventory.apply(record(ID, 9, NOW, Optional.empty()));
        applications.remove(ID);
        ownershipRows.remove(ID);
        ownerships.apply(record(ID, 9, NOW, Optional.empty()));

        assertThat(problems()).isEmpty();
    }

    @Test
    void whoDecidedTheOwnerIsCompared() {
        inventory.apply(application(1, "5.2", NOW));
        ownerships.apply(ownership(
                1,
                explicit("acme")
                        .setSource(OwnershipSource.RULE)
                        .setPinned(false)
                        .setRuleSet("_platform")
                        .setRuleId("mail")
                        .setRuleSetRevision(7L)
                        .build()));

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "assignment.applications: vm_bash: owner_source is \"EXPLICIT\", but \"RULE\" according to its"
                                + " events",
                        "assignment.applications: vm_bash: pinned is true, but false according to its events",
                        "assignment.applications: vm_bash: rule_set is null, but \"_platform\" according to its events",
                        "assignment.applications: vm_bash: rule_id is null, but \"mail\" according to its events",
                        "assignment.applications: vm_bash: rule_set_revision is null, but 7 according to its events");
    }

    @Test
    void ownerInAnEventOlderThanPinsIsExplicitAndPinned() {
        inventory.apply(application(1, "5.2", NOW));
        ownerships.apply(
                ownership(1, explicit("acme").setSource(null).setPinned(null).build()));

        assertThat(problems()).isEmpty();
    }

    @Test
    void eventOlderThanPinsWithoutAnOwnerSaysNothingAboutThePin() {
        inventory.apply(application(1, "5.2", NOW));
        ownerships.apply(ownership(
                1,
                explicit("acme")
                        .setOrganizationId(null)
                        .setAssignedBy(null)
                        .setAssignedAt(null)
                        .setSource(null)
                        .setPinned(null)
                        .build()));
        ownershipRows.put(ID, ownershipRow("", 1));
        assertThat(problems()).isEmpty();

        ownershipRows.get(ID).put("owner_source", "EXPLICIT").put("pinned", true);
        assertThat(problems()).isEmpty();
    }

    @Test
    void ruleSetsAreCompared() {
        applyMatchingEvents();
        ruleSets.apply(ruleSet(1, "{\"rules\":[{\"id\":\"a\",\"mode\":\"OFF\"}]}"));
        ruleSetRows.put("_platform", ruleSetRow(1, "{\"rules\": [{\"mode\": \"OFF\", \"id\": \"a\"}]}"));
        assertThat(problems()).isEmpty();

        ruleSetRows.put("_platform", ruleSetRow(1, "{\"rules\":[]}"));
        assertThat(problems()).singleElement().asString().startsWith("assignment.rule_sets: _platform: document is");

        ruleSetRows.clear();
        assertThat(problems()).containsExactly("assignment.rule_sets: no row for _platform, which has events");
    }

    @Test
    void undecodableEventIsReported() {
        applyMatchingEvents();
        inventory.apply(record(ID, 5, NOW, Optional.of(new byte[] {1, 2, 3})));

        assertThat(problems()).singleElement().asString().startsWith("inventory.applications-0@5 cannot be decoded");
    }

    private static ConsumerRecord<byte[], byte[]> application(long revision, String version, Instant at) {
        return record(ID, revision, at, encode(applicationEvent(ID, revision, version)));
    }

    private static Optional<byte[]> encode(ApplicationEvent event) {
        return Optional.of(SingleObjectCodec.of(ApplicationEvent.class).encode(event));
    }

    private static ConsumerRecord<byte[], byte[]> ownership(long revision, String organization) {
        return ownership(revision, explicit(organization).build());
    }

    private static Ownership.Builder explicit(String organization) {
        return Ownership.newBuilder()
                .setOrganizationId(organization)
                .setRebrandingOverride(RebrandingOverride.INHERITED)
                .setRebrandingEnabled(false)
                .setAssignedBy("me")
                .setAssignedAt(SEEN)
                .setSource(OwnershipSource.EXPLICIT)
                .setPinned(true);
    }

    private static ConsumerRecord<byte[], byte[]> ownership(long revision, Ownership after) {
        OwnershipEvent event = OwnershipEvent.newBuilder()
                .setApplicationId(ID)
                .setRevision(revision)
                .setChange(OwnershipChange.ASSIGNED)
                .setChanged(List.of())
                .setBefore(Ownership.newBuilder()
                        .setRebrandingOverride(RebrandingOverride.INHERITED)
                        .setRebrandingEnabled(false)
                        .build())
                .setAfter(after)
                .setCause(OwnershipCause.newBuilder()
                        .setKind(OwnershipCauseKind.COMMAND)
                        .setCommandId(new UUID(0, 1))
                        .setActor("me")
                        .build())
                .setRecordedAt(SEEN)
                .build();
        return record(
                ID,
                revision,
                NOW,
                Optional.of(SingleObjectCodec.of(OwnershipEvent.class).encode(event)));
    }

    private static ConsumerRecord<byte[], byte[]> ruleSet(long revision, String document) {
        RuleSetEvent event = new RuleSetEvent("_platform", revision, document, new UUID(0, 1), "me", SEEN);
        return record(
                "_platform",
                revision,
                NOW,
                Optional.of(SingleObjectCodec.of(RuleSetEvent.class).encode(event)));
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, long offset, Instant at, Optional<byte[]> value) {
        return new ConsumerRecord<>(
                "inventory.applications",
                0,
                offset,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                value.orElse(null),
                new RecordHeaders(),
                Optional.empty());
    }

    private static ApplicationEvent applicationEvent(String id, long revision, String version) {
        return ApplicationEvent.newBuilder()
                .setApplicationId(id)
                .setRevision(revision)
                .setChange(ApplicationChange.APPEARED)
                .setChanged(List.of())
                .setAfter(state(version))
                .setCause(ApplicationCause.newBuilder()
                        .setKind(ApplicationCauseKind.REPORT)
                        .setId(new UUID(0, 1))
                        .setActor("dpkg/1")
                        .setPosition(new SourcePosition("inventory.reports", 0, 0L))
                        .build())
                .setRecordedAt(SEEN)
                .build();
    }

    private static ApplicationState state(String version) {
        return ApplicationState.newBuilder()
                .setSystemId("vm")
                .setModuleId("bash")
                .setInstanceOf("package")
                .setName("bash")
                .setSource("dpkg")
                .setVersion(version)
                .setIsUserFacing(false)
                .setInventoryData("{\"a\": 1, \"b\": 2}")
                .setBackupData("{}")
                .setServicesData("{}")
                .setFirstSeenAt(SEEN)
                .setLastInventoryAt(SEEN)
                .build();
    }

    /** As ViewRows reads it, with the keys of a JSON column in another order. */
    private static ObjectNode row(String version, long revision, Instant lastInventoryAt) {
        ObjectNode row = RecordJson.of(state(version));
        row.put("inventory_data", CanonicalJson.of("{\"b\":2,\"a\":1}"));
        row.put("backup_data", "{}").put("services_data", "{}");
        return row.put("revision", revision).put("last_inventory_at", lastInventoryAt.toString());
    }

    private static ObjectNode ownershipRow(String organization, long revision) {
        ObjectNode row = RecordJson.MAPPER.createObjectNode();
        boolean assigned = !organization.isEmpty();
        row.put("organization_id", assigned ? organization : null);
        row.put("status", assigned ? "assigned" : "unassigned");
        row.put("rebranding_enabled", false);
        row.putNull("rebranding_org_id");
        row.put("assigned_by", assigned ? "me" : null);
        row.put("assigned_at", assigned ? SEEN.toString() : null);
        row.put("owner_source", assigned ? "EXPLICIT" : null).put("pinned", assigned);
        row.putNull("rule_set").putNull("rule_id").putNull("rule_set_revision");
        return row.put("ownership_revision", revision);
    }

    private static ObjectNode ruleSetRow(long revision, String document) {
        ObjectNode row = RecordJson.MAPPER.createObjectNode();
        row.put("organization_id", "_platform").put("revision", revision);
        row.put("document", CanonicalJson.of(document));
        row.put("command_id", new UUID(0, 1).toString()).put("actor", "me");
        return row.put("published_at", SEEN.toString());
    }
}
