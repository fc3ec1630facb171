package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.credential.CredentialChanger;
import dev.muster.ingestservice.credential.CredentialCommand;
import dev.muster.ingestservice.report.BrakeReleaser;
import dev.muster.ingestservice.report.ChangeCause;
import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.ingestservice.report.SourcePosition;
import dev.muster.ingestservice.report.UnstorableReportException;
import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.SystemCredentialCommand;
import dev.muster.messaging.consumer.DeadLetterRecords;
import dev.muster.messaging.consumer.InternalErrorReporter;
import dev.muster.messaging.consumer.ReadPositions;
import dev.muster.messaging.consumer.RecordTime;
import dev.muster.messaging.consumer.RetryingErrorHandler;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Processes operators' commands from inventory.commands, each in its own transaction: they are few. A command that is
 * invalid, or fails with an internal error, goes to the dead letters; transient errors are thrown, and the poll is
 * retried.
 */
public final class InventoryCommandListener {

    public static final String GROUP = "muster-inventory-commands";

    private final InventoryCommandDecoder decoder = new InventoryCommandDecoder();
    private final BrakeReleaser brakeReleaser;
    private final CredentialChanger credentialChanger;
    private final OutboxWriter outbox;
    private final ReadPositions positions;
    private final TransactionTemplate transaction;
    private final MeterRegistry registry;
    private final Clock clock;

    public InventoryCommandListener(
            BrakeReleaser brakeReleaser,
            CredentialChanger credentialChanger,
            OutboxWriter outbox,
            ReadPositions positions,
            TransactionTemplate transaction,
            MeterRegistry registry,
            Clock clock) {
        this.brakeReleaser = brakeReleaser;
        this.credentialChanger = credentialChanger;
        this.outbox = outbox;
        this.positions = positions;
        this.transaction = transaction;
        this.registry = registry;
        this.clock = clock;
    }

    @KafkaListener(id = "inventory-commands", groupId = GROUP, topics = Topics.INVENTORY_COMMANDS)
    void onPoll(List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(this::process);
        positions.remember(records);
    }

    private void process(ConsumerRecord<byte[], byte[]> record) {
        String problem = RecordTime.problem(record, clock.instant());
        if (problem != null) {
            reject(record, RecordTime.REASON, problem);
            return;
        }
        try {
            SpecificRecord command = decoder.decode(record.value());
            if (command instanceof SystemCredentialCommand credential) {
                SystemKeys.check(record.key(), credential.getSystemId());
                changeCredential(credential);
            } else {
                InventoryCommand release = (InventoryCommand) command;
                SystemKeys.check(record.key(), release.getSystemId());
                releaseBrake(release, record);
            }
        } catch (InvalidReportException e) {
            reject(record, e.reason(), e.getMessage());
        } catch (UnreadableValueException e) {
            reject(record, e.reason().code(), e.getMessage());
        } catch (UnstorableReportException e) {
            reject(record, e.reason(), e.getMessage());
        } catch (RuntimeException e) {
            if (RetryingErrorHandler.isRetriable(e)) {
                throw e;
            }
            reject(record, InternalErrorReporter.REASON, InternalErrorReporter.report(record, e));
        }
    }

    private void releaseBrake(InventoryCommand command, ConsumerRecord<byte[], byte[]> record)
            throws InvalidReportException {
        ReportRules.checkId("system_id", command.getSystemId());
        ReportRules.checkId("issued_by", command.getIssuedBy());
        int removed =
                transaction.execute(status -> brakeReleaser.release(command.getSystemId(), causeOf(command, record)));
        registry.counter("muster.applications.changes", "change", "removed").increment(removed);
    }

    private void changeCredential(SystemCredentialCommand command) throws InvalidReportException {
        credentialChanger.change(new CredentialCommand(
                command.getCommandId(),
                command.getIssuedAt(),
                command.getIssuedBy(),
                command.getSystemId(),
                command.getSecretSha256()));
    }

    private static ChangeCause causeOf(InventoryCommand command, ConsumerRecord<byte[], byte[]> record) {
        return new ChangeCause(
                ChangeCause.Kind.BRAKE_RELEASE,
                command.getCommandId(),
                command.getIssuedBy(),
                null,
                new SourcePosition(record.topic(), record.partition(), record.offset()));
    }

    private void reject(ConsumerRecord<byte[], byte[]> record, String reason, String message) {
        transaction.executeWithoutResult(
                status -> outbox.append(List.of(DeadLetterRecords.of(record, reason, message, clock.instant()))));
        registry.counter("muster.dead.letters", "topic", record.topic(), "reason", reason)
                .increment();
    }
}
