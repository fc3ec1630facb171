package dev.muster.ingestservice.report.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingestservice.TestDatabase;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** JSON objects are compared without order and white space. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EquivalentJsonIT {

    private static final Instant START = Instant.parse("2025-06-01T00:00:00Z");
    private static final String FIRST = "{\"b\": {\"d\": 1.50, \"c\": \"\\u00fc\"}, \"a\": [1, 2]}";
    private static final String SAME = "{\"a\":[1,2],\"b\":{\"c\":\"ü\",\"d\":1.50}}";

    private final String system = "json-" + UUID.randomUUID();
    private @Nullable TestDatabase database;

    @BeforeAll
    void createDatabase() {
        database = TestDatabase.create("same_json");
    }

    @AfterAll
    void closeDatabase() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void equivalentJsonIsUnchangedAndPublishesNoEvent() {
        MergeRun run = new MergeRun(java.util.Objects.requireNonNull(database), true);
        run.ingest(List.of(report(0, ReportScope.SNAPSHOT, FIRST)));
        run.messages();

        assertUnchanged(run, report(1, ReportScope.SNAPSHOT, SAME));
        assertUnchanged(run, report(2, ReportScope.PARTIAL, SAME));
        assertUnchanged(run, report(3, ReportScope.SNAPSHOT, FIRST));
        assertUnchanged(run, report(4, ReportScope.SNAPSHOT, SAME));
        assertUnchanged(run, report(5, ReportScope.SNAPSHOT, SAME));
        assertThat(stored(run)).isEqualTo(FIRST);

        run.ingest(List.of(report(6, ReportScope.SNAPSHOT, SAME.replace("1.50", "1.5"))));
        assertThat(run.messages()).extracting(OutboxMessage::topic).contains(Topics.INVENTORY_APPLICATIONS);
        assertThat(stored(run)).isEqualTo(SAME.replace("1.50", "1.5"));

        run.ingest(List.of(report(7, ReportScope.SNAPSHOT, SAME.replace("[1,2]", "[2,1]"))));
        assertThat(run.messages()).extracting(OutboxMessage::topic).contains(Topics.INVENTORY_APPLICATIONS);
    }

    private void assertUnchanged(MergeRun run, InventoryReport report) {
        run.ingest(List.of(report));
        List<OutboxMessage> messages = run.messages();
        assertThat(messages).extracting(OutboxMessage::topic).containsExactly(Topics.INVENTORY_RECEIPTS);
        assertThat(ReceiptMessages.statuses(messages)).containsExactly(ReceiptStatus.UNCHANGED);
    }

    private @Nullable Object stored(MergeRun run) {
        return java.util.Objects.requireNonNull(run.applications(system).get(system + "_mail1"))
                .get("inventory_data");
    }

    private InventoryReport report(int minute, ReportScope scope, String json) {
        return InventoryReport.newBuilder()
                .setReportId(UUID.randomUUID())
                .setSystemId(system)
                .setCollector("json/1")
                .setCollectedAt(START.plusSeconds(60L * minute))
                .setScope(scope)
                .setReceipt(true)
                .setApplications(List.of(ReportedApplication.newBuilder()
                        .setModuleId("mail1")
                        .setInstanceOf("mail")
                        .setInventoryData(json)
                        .build()))
                .build();
    }
}
