package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.credential.CredentialCommand;
import dev.muster.ingestservice.credential.SystemCredentials;
import dev.muster.ingestservice.report.BrakeReleaser;
import dev.muster.ingestservice.report.ChangeCause;
import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.ingestservice.report.SourcePosition;
import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.SystemCredentialCommand;
import dev.muster.messaging.consumer.BatchHandler;
import dev.muster.messaging.consumer.DecodedRecord;
import dev.muster.messaging.consumer.RecordTime;
import dev.muster.messaging.database.AfterCommit;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import dev.muster.schemas.UnreadableValueException.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Processes operators' commands from inventory.commands. Their schema fingerprints distinguish the two types. */
public final class InventoryCommandHandler implements BatchHandler<InventoryCommandHandler.SystemCommand> {

    /**
     * A command about a system; exactly one of its forms is set.
     *
     * @param release the cause of the removals that the brake holds back
     */
    public record SystemCommand(
            String systemId,
            @Nullable CredentialCommand credential,
            @Nullable ChangeCause release) {}

    private final SingleObjectCodec<InventoryCommand> releases = SingleObjectCodec.of(InventoryCommand.class);
    private final SingleObjectCodec<SystemCredentialCommand> credentialCommands =
            SingleObjectCodec.of(SystemCredentialCommand.class);
    private final BrakeReleaser brakeReleaser;
    private final SystemCredentials credentials;
    private final MeterRegistry registry;
    private final Clock clock;

    public InventoryCommandHandler(
            BrakeReleaser brakeReleaser, SystemCredentials credentials, MeterRegistry registry, Clock clock) {
        this.brakeReleaser = brakeReleaser;
        this.credentials = credentials;
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public DecodedRecord<SystemCommand> decode(ConsumerRecord<byte[], byte[]> record) {
        String problem = RecordTime.problem(record, clock.instant());
        if (problem != null) {
            return DecodedRecord.rejected(record, null, RecordTime.REASON, problem);
        }
        try {
            SystemCommand command = commandOf(record);
            SystemKeys.check(record.key(), command.systemId());
            check(command);
            return DecodedRecord.valid(record, command);
        } catch (UnreadableValueException e) {
            return DecodedRecord.rejected(record, null, e.reason().code(), e.getMessage());
        } catch (InvalidReportException e) {
            return DecodedRecord.rejected(record, null, e.reason(), e.getMessage());
        }
    }

    private SystemCommand commandOf(ConsumerRecord<byte[], byte[]> record) throws UnreadableValueException {
        try {
            SystemCredentialCommand command = credentialCommands.decode(record.value());
            return new SystemCommand(
                    command.getSystemId(),
                    new CredentialCommand(
                            command.getCommandId(),
                            command.getIssuedAt(),
                            command.getIssuedBy(),
                            command.getSystemId(),
                            command.getSecretSha256()),
                    null);
        } catch (UnreadableValueException e) {
            if (e.reason() != Reason.SCHEMA_UNKNOWN) {
                throw e;
            }
        }
        InventoryCommand command = releases.decode(record.value());
        return new SystemCommand(
                command.getSystemId(),
                null,
                new ChangeCause(
                        ChangeCause.Kind.BRAKE_RELEASE,
                        command.getCommandId(),
                        command.getIssuedBy(),
                        null,
                        new SourcePosition(record.topic(), record.partition(), record.offset())));
    }

    private static void check(SystemCommand command) throws InvalidReportException {
        if (command.credential() != null) {
            command.credential().check();
        } else if (command.release() != null) {
            ReportRules.checkId("system_id", command.systemId());
            ReportRules.checkId("issued_by", command.release().actor());
        }
    }

    /** Locks the systems in the order of their ids, as reports do. The commands of one system stay in their order. */
    @Override
    public void handle(List<DecodedRecord<SystemCommand>> records) {
        int removed = records.stream()
                .map(DecodedRecord::validValue)
                .sorted(Comparator.comparing(SystemCommand::systemId))
                .mapToInt(this::process)
                .sum();
        AfterCommit.run(() -> registry.counter("muster.applications.changes", "change", "removed")
                .increment(removed));
    }

    /** Returns the number of removed applications. */
    private int process(SystemCommand command) {
        if (command.credential() != null) {
            credentials.apply(command.credential());
        }
        return command.release() == null ? 0 : brakeReleaser.release(command.systemId(), command.release());
    }
}
