package dev.muster.ingestservice.report.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingestservice.TestDatabase;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.postgres.PostgresInventoryStore;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportedApplication;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.ReleasedSchemas;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** The hashes of unchanged snapshots: which bytes they include, and the hashes that version 0.1.0 stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredHashesIT {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final Schema NEXT = withOneMoreField(InventoryReport.getClassSchema());
    private static final Instant START = Instant.parse("2025-06-01T00:00:00Z");
    private static final int HASH_BYTES = 16;

    private @Nullable TestDatabase database;
    private long offset;

    @BeforeAll
    void createDatabase() {
        database = TestDatabase.create("stored_hashes");
    }

    @AfterAll
    void closeDatabase() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void hashDoesNotDependOnTheHeaderVersion() {
        AtomicInteger locks = new AtomicInteger();
        MergeRun run = new MergeRun(
                database(),
                true,
                countingLocks(locks),
                ReleasedSchemas.of(InventoryReport.getClassSchema()).with(NEXT));
        String system = "alternates-" + UUID.randomUUID();
        run.poll(List.of(record(system, encoded(snapshot(system, 0)))));
        run.messages();

        for (int i = 1; i <= 6; i++) {
            byte[] value = i % 2 == 1 ? encodedInNext(snapshot(system, i)) : encoded(snapshot(system, i));
            run.poll(List.of(record(system, value)));
            List<OutboxMessage> messages = run.messages();
            assertThat(ReceiptMessages.statuses(messages)).containsExactly(ReceiptStatus.UNCHANGED);
            assertThat(messages).extracting(OutboxMessage::topic).containsExactly(Topics.INVENTORY_RECEIPTS);
            assertThat(locks).as("reports whose hash was not stored").hasValue(1);
        }
    }

    @Test
    void firstVersionHashCostsOneMergeAndNoEvent() {
        AtomicInteger locks = new AtomicInteger();
        MergeRun run = new MergeRun(database(), true, countingLocks(locks));
        String system = "old-" + UUID.randomUUID();
        run.poll(List.of(record(system, encoded(snapshot(system, 0)))));
        run.messages();
        store(system, hashOfFirstVersion(encoded(snapshot(system, 0)), tailBytes()));

        for (int i = 1; i <= 3; i++) {
            run.poll(List.of(record(system, encoded(snapshot(system, i)))));
            List<OutboxMessage> messages = run.messages();
            assertThat(ReceiptMessages.statuses(messages)).containsExactly(ReceiptStatus.UNCHANGED);
            assertThat(messages).extracting(OutboxMessage::topic).containsExactly(Topics.INVENTORY_RECEIPTS);
            assertThat(locks).as("reports whose hash was not stored").hasValue(2);
        }
    }

    /** Version 0.1.0 accepted such bytes, with U+FFFD instead of malformed ones, and stored their hash. */
    @Test
    void firstVersionHashDoesNotAcceptMalformedUtf8() {
        MergeRun run = new MergeRun(database(), true);
        String system = "latin1-" + UUID.randomUUID();
        run.poll(List.of(record(system, encoded(snapshot(system, 0)))));
        run.messages();
        byte[] malformed = encoded(snapshot(system, 1));
        malformed[malformed.length - tailBytes().length + 3] = (byte) 0xfc; // in the module's id
        byte[] tail = Arrays.copyOfRange(malformed, malformed.length - tailBytes().length, malformed.length);
        store(system, hashOfFirstVersion(malformed, tail));

        run.poll(List.of(record(system, malformed)));

        List<OutboxMessage> messages = run.messages();
        assertThat(messages).extracting(OutboxMessage::topic).contains(Topics.deadLettersOf(Topics.INVENTORY_REPORTS));
        assertThat(ReceiptMessages.statuses(messages)).containsExactly(ReceiptStatus.REJECTED);
    }

    private InventoryStore countingLocks(AtomicInteger locks) {
        return InterceptedStore.of(new PostgresInventoryStore(database().dataSource()), (method, arguments) -> {
            if (method.equals("lockSystems")) {
                locks.incrementAndGet();
            }
        });
    }

    private void store(String system, byte[] hash) {
        JdbcTemplate jdbc = new JdbcTemplate(database().dataSource());
        assertThat(jdbc.update("update system set applications_hash = ? where system_id = ?", hash, system))
                .isEqualTo(1);
        assertThat(jdbc.update(
                        "update snapshot_contents set applications_hash = ? where system_number ="
                                + " (select system_number from system where system_id = ?)",
                        hash,
                        system))
                .isEqualTo(1);
    }

    private static byte[] hashOfFirstVersion(byte[] value, byte[] tail) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(value, 0, ReleasedSchemas.HEADER_BYTES);
            return Arrays.copyOf(digest.digest(tail), HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] tailBytes() {
        return ReportBytes.applications(applications());
    }

    private static List<ReportedApplication> applications() {
        return List.of(
                ReportedApplication.newBuilder()
                        .setModuleId("mail1")
                        .setInstanceOf("mail")
                        .build(),
                ReportedApplication.newBuilder()
                        .setModuleId("web1")
                        .setInstanceOf("web")
                        .build());
    }

    private static InventoryReport snapshot(String system, int minute) {
        return InventoryReport.newBuilder()
                .setReportId(UUID.randomUUID())
                .setSystemId(system)
                .setCollector("hashes/1")
                .setCollectedAt(START.plusSeconds(60L * minute))
                .setReceipt(true)
                .setApplications(applications())
                .build();
    }

    private ConsumerRecord<byte[], byte[]> record(String system, byte[] value) {
        return AppendedRecords.record(Topics.INVENTORY_REPORTS, 0, offset++, system.getBytes(UTF_8), value);
    }

    private static byte[] encoded(InventoryReport report) {
        return REPORTS.encode(report);
    }

    /** Encodes a report with the fictitious next version of the schema. */
    private static byte[] encodedInNext(InventoryReport report) {
        byte[] value = REPORTS.encode(report);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            GenericRecord record = new GenericDatumReader<GenericRecord>(InventoryReport.getClassSchema(), NEXT)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            value,
                                            ReleasedSchemas.HEADER_BYTES,
                                            value.length - ReleasedSchemas.HEADER_BYTES,
                                            null));
            record.put("made_up", 3_600);
            out.writeBytes(ReleasedSchemas.header(NEXT));
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(NEXT).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Schema withOneMoreField(Schema report) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : report.getFields()) {
            if (field.name().equals("applications")) {
                Schema optional =
                        SchemaBuilder.unionOf().nullType().and().intType().endUnion();
                fields.add(new Schema.Field("made_up", optional, null, Schema.Field.NULL_DEFAULT_VALUE));
            }
            fields.add(new Schema.Field(field, field.schema()));
        }
        return Schema.createRecord(report.getName(), null, report.getNamespace(), false, fields);
    }

    private TestDatabase database() {
        return java.util.Objects.requireNonNull(database);
    }
}
