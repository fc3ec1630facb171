package dev.muster.ingestservice.report.kafka;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.credential.CredentialCommand;
import dev.muster.ingestservice.credential.SystemCredentials;
import dev.muster.ingestservice.freshness.FreshnessCommand;
import dev.muster.ingestservice.freshness.FreshnessTracker;
import dev.muster.ingestservice.report.BrakeReleaser;
import dev.muster.ingestservice.report.ChangeCause;
import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.ingestservice.report.SourcePosition;
import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.ReleaseWaveCommand;
import dev.muster.inventory.SystemCredentialCommand;
import dev.muster.inventory.SystemFreshnessCommand;
import dev.muster.messaging.consumer.BatchHandler;
import dev.muster.messaging.consumer.DecodedRecord;
import dev.muster.messaging.consumer.RecordTime;
import dev.muster.messaging.database.AfterCommit;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import dev.muster.schemas.UnreadableValueException.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Processes operators' commands from inventory.commands. Their schema fingerprints distinguish the types. */
public final class InventoryCommandHandler implements BatchHandler<InventoryCommandHandler.Command> {

    /** The key of commands that are not about one system. */
    private static final String FLEET = "fleet";

    /**
     * A valid command.
     *
     * @param key of its record
     * @param action applies it, in a transaction, and returns the number of removed applications
     */
    public record Command(String key, IntSupplier action) {}

    /** Turns a value of one type into a command. */
    @FunctionalInterface
    private interface Form<T> {
        Command commandOf(T value, ConsumerRecord<byte[], byte[]> record) throws InvalidReportException;
    }

    /** Decodes one type of commands. */
    @FunctionalInterface
    private interface Decoder {
        Command decode(ConsumerRecord<byte[], byte[]> record) throws UnreadableValueException, InvalidReportException;
    }

    private final List<Decoder> decoders = List.of(
            decoder(InventoryCommand.class, this::brakeRelease),
            decoder(SystemCredentialCommand.class, this::credential),
            decoder(SystemFreshnessCommand.class, this::thresholds),
            decoder(ReleaseWaveCommand.class, this::waveRelease));
    private final BrakeReleaser brakeReleaser;
    private final SystemCredentials credentials;
    private final FreshnessTracker freshness;
    private final MeterRegistry registry;
    private final Clock clock;

    public InventoryCommandHandler(
            BrakeReleaser brakeReleaser,
            SystemCredentials credentials,
            FreshnessTracker freshness,
            MeterRegistry registry,
            Clock clock) {
        this.brakeReleaser = brakeReleaser;
        this.credentials = credentials;
        this.freshness = freshness;
        this.registry = registry;
        this.clock = clock;
    }

    private static <T extends SpecificRecord> Decoder decoder(Class<T> type, Form<T> form) {
        SingleObjectCodec<T> codec = SingleObjectCodec.of(type);
        return record -> form.commandOf(codec.decode(record.value()), record);
    }

    @Override
    public DecodedRecord<Command> decode(ConsumerRecord<byte[], byte[]> record) {
        String problem = RecordTime.problem(record, clock.instant());
        if (problem != null) {
            return DecodedRecord.rejected(record, null, RecordTime.REASON, problem);
        }
        try {
            return DecodedRecord.valid(record, commandOf(record));
        } catch (UnreadableValueException e) {
            return DecodedRecord.rejected(record, null, e.reason().code(), e.getMessage());
        } catch (InvalidReportException e) {
            return DecodedRecord.rejected(record, null, e.reason(), e.getMessage());
        }
    }

    private Command commandOf(ConsumerRecord<byte[], byte[]> record)
            throws UnreadableValueException, InvalidReportException {
        UnreadableValueException unknown = null;
        for (Decoder decoder : decoders) {
            try {
                return decoder.decode(record);
            } catch (UnreadableValueException e) {
                if (e.reason() != Reason.SCHEMA_UNKNOWN) {
                    throw e;
                }
                unknown = e;
            }
        }
        throw requireNonNull(unknown);
    }

    private Command brakeRelease(InventoryCommand value, ConsumerRecord<byte[], byte[]> record)
            throws InvalidReportException {
        String systemId = value.getSystemId();
        SystemKeys.check(record.key(), systemId);
        ReportRules.checkId("system_id", systemId);
        ReportRules.checkId("issued_by", value.getIssuedBy());
        ChangeCause cause = new ChangeCause(
                ChangeCause.Kind.BRAKE_RELEASE,
                value.getCommandId(),
                value.getIssuedBy(),
                null,
                new SourcePosition(record.topic(), record.partition(), record.offset()));
        return new Command(systemId, () -> brakeReleaser.release(systemId, cause));
    }

    private Command credential(SystemCredentialCommand value, ConsumerRecord<byte[], byte[]> record)
            throws InvalidReportException {
        SystemKeys.check(record.key(), value.getSystemId());
        CredentialCommand command = new CredentialCommand(
                value.getCommandId(),
                value.getIssuedAt(),
                value.getIssuedBy(),
                value.getSystemId(),
                value.getSecretSha256());
        command.check();
        return new Command(command.systemId(), () -> {
            credentials.apply(command);
            return 0;
        });
    }

    private Command thresholds(SystemFreshnessCommand value, ConsumerRecord<byte[], byte[]> record)
            throws InvalidReportException {
        SystemKeys.check(record.key(), value.getSystemId());
        FreshnessCommand command = new FreshnessCommand(
                value.getCommandId(),
                value.getIssuedAt(),
                value.getIssuedBy(),
                value.getSystemId(),
                value.getStaleAfterS(),
                value.getMissingAfterS());
        command.check();
        return new Command(command.systemId(), () -> {
            freshness.apply(command);
            return 0;
        });
    }

    /** Releases what was due when the broker received the command, whenever it is read. */
    private Command waveRelease(ReleaseWaveCommand value, ConsumerRecord<byte[], byte[]> record)
            throws InvalidReportException {
        SystemKeys.check(record.key(), FLEET);
        ReportRules.checkId("issued_by", value.getIssuedBy());
        Instant receivedAt = RecordTime.of(record);
        return new Command(FLEET, () -> {
            freshness.releaseWave(receivedAt);
            return 0;
        });
    }

    /** Locks the systems in the order of their ids, as reports do. The commands of one key stay in their order. */
    @Override
    public void handle(List<DecodedRecord<Command>> records) {
        int removed = records.stream()
                .map(DecodedRecord::validValue)
                .sorted(Comparator.comparing(Command::key))
                .mapToInt(command -> command.action().getAsInt())
                .sum();
        AfterCommit.run(() -> registry.counter("muster.applications.changes", "change", "removed")
                .increment(removed));
    }
}
