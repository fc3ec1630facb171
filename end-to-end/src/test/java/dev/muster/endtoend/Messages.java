package dev.muster.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.WhenUnknown;
import dev.muster.directory.ChangeOrganization;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.ReleasedSchemas;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Publishes reports and commands, and reads outcomes and events. */
final class Messages {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final SingleObjectCodec<AssignmentCommand> COMMANDS = SingleObjectCodec.of(AssignmentCommand.class);
    private static final SingleObjectCodec<DirectoryCommand> DIRECTORY = SingleObjectCodec.of(DirectoryCommand.class);

    private static final SingleObjectCodec<CommandOutcome> OUTCOMES = SingleObjectCodec.of(CommandOutcome.class);

    private static final SingleObjectCodec<OwnershipEvent> OWNERSHIPS = SingleObjectCodec.of(OwnershipEvent.class);

    private final Clients clients;

    Messages(Clients clients) {
        this.clients = clients;
    }

    /** Publishes a snapshot; each application is {@code module=version}. */
    void snapshot(String systemId, Instant collectedAt, String... applications) {
        clients.publish(
                Topics.INVENTORY_REPORTS,
                systemId.getBytes(UTF_8),
                encodedSnapshot(systemId, collectedAt, applications));
    }

    /** Encodes a snapshot as a record value. */
    byte[] encodedSnapshot(String systemId, Instant collectedAt, String... applications) {
        List<ReportedApplication> reported = Stream.of(applications)
                .map(application -> application.split("=", 2))
                .map(parts -> ReportedApplication.newBuilder()
                        .setModuleId(parts[0])
                        .setInstanceOf("mail")
                        .setVersion(parts[1])
                        .build())
                .toList();
        InventoryReport report = InventoryReport.newBuilder()
                .setReportId(UUID.randomUUID())
                .setSystemId(systemId)
                .setCollector("end-to-end/1")
                .setCollectedAt(collectedAt)
                .setApplications(reported)
                .build();
        return inFirstVersion(REPORTS.encode(report));
    }

    /** Writes a report in version 1 of its schema, which the first release reads too. */
    private static byte[] inFirstVersion(byte[] report) {
        Schema current = InventoryReport.getClassSchema();
        Schema first = StreamSupport.stream(
                        ReleasedSchemas.of(current).versions().spliterator(), false)
                .filter(version -> version.getField("next_report_within_s") == null)
                .findFirst()
                .orElseThrow();
        try {
            GenericRecord record = new GenericDatumReader<GenericRecord>(current, first)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            report,
                                            ReleasedSchemas.HEADER_BYTES,
                                            report.length - ReleasedSchemas.HEADER_BYTES,
                                            null));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(ReleasedSchemas.header(first));
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(first).write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void register(String organizationId, OrganizationType type, @Nullable String parentId) {
        DirectoryCommand command = DirectoryCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy("end-to-end")
                .setAction(RegisterOrganization.newBuilder()
                        .setOrganizationId(organizationId)
                        .setLabel(organizationId)
                        .setName(organizationId)
                        .setType(type)
                        .setParentId(parentId)
                        .build())
                .build();
        clients.publish(Topics.DIRECTORY_COMMANDS, organizationId, DIRECTORY, command);
    }

    /** Registers the owner and a customer, and waits for both. */
    void registerCustomer(String organizationId) {
        register("owner", OrganizationType.OWNER, null);
        register(organizationId, OrganizationType.CUSTOMER, "owner");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !clients.query(
                                "select 1 from assignment.organization where organization_id = ?", organizationId)
                        .isEmpty());
    }

    void rename(String organizationId, String name) {
        DirectoryCommand command = DirectoryCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy("end-to-end")
                .setAction(ChangeOrganization.newBuilder()
                        .setOrganizationId(organizationId)
                        .setName(name)
                        .build())
                .build();
        clients.publish(Topics.DIRECTORY_COMMANDS, organizationId, DIRECTORY, command);
    }

    /** Returns all outcomes on the topic, in order per key. */
    List<CommandOutcome> outcomes() {
        return clients.records(Topics.ASSIGNMENT_OUTCOMES).stream()
                .map(record -> decode(OUTCOMES, record.value()))
                .toList();
    }

    /** Returns the last ownership event of each application. */
    Map<String, OwnershipEvent> lastOwnerships() {
        Map<String, OwnershipEvent> last = new HashMap<>();
        clients.records(Topics.ASSIGNMENT_OWNERSHIPS)
                .forEach(record -> last.put(new String(record.key(), UTF_8), decode(OWNERSHIPS, record.value())));
        return last;
    }

    private static <T extends SpecificRecord> T decode(SingleObjectCodec<T> codec, byte[] value) {
        try {
            return codec.decode(value);
        } catch (UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Assigns with the current time as {@code issued_at}; returns the command id. */
    UUID assign(String applicationId, String organizationId, WhenUnknown whenUnknown) {
        return assign(applicationId, organizationId, whenUnknown, Instant.now());
    }

    /** Assigns with the given {@code issued_at}; returns the command id. */
    UUID assign(String applicationId, String organizationId, WhenUnknown whenUnknown, Instant issuedAt) {
        UUID commandId = UUID.randomUUID();
        AssignmentCommand command = AssignmentCommand.newBuilder()
                .setCommandId(commandId)
                .setIssuedAt(issuedAt.truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy("end-to-end")
                .setApplicationId(applicationId)
                .setWhenUnknown(whenUnknown)
                .setAction(new AssignOrganization(organizationId))
                .build();
        clients.publish(Topics.ASSIGNMENT_COMMANDS, applicationId, COMMANDS, command);
        return commandId;
    }
}
