package dev.muster.cli.json;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.ReleaseToRulesCommand;
import dev.muster.assignment.RuleSetCommand;
import dev.muster.assignment.RuleSetEvent;
import dev.muster.directory.AssociationCommand;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.DeleteOrganizationCommand;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.MembershipCommand;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.RemoveUserCommand;
import dev.muster.directory.SystemCommand;
import dev.muster.directory.SystemEvent;
import dev.muster.directory.UserEvent;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.inventory.ReleaseWaveCommand;
import dev.muster.inventory.ReportReceipt;
import dev.muster.inventory.SystemCredentialCommand;
import dev.muster.inventory.SystemFreshnessCommand;
import dev.muster.inventory.SystemHeartbeat;
import dev.muster.schemas.ReleasedSchemas;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import dev.muster.schemas.UnreadableValueException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Decodes record values of all topics; selects the schema by the fingerprint in the value. */
public final class ValueDecoder {

    private static final List<Class<? extends SpecificRecord>> TYPES = List.of(
            InventoryReport.class,
            InventoryCommand.class,
            SystemCredentialCommand.class,
            SystemFreshnessCommand.class,
            ReleaseWaveCommand.class,
            SystemHeartbeat.class,
            InventorySystemEvent.class,
            ApplicationEvent.class,
            ReportReceipt.class,
            AssignmentCommand.class,
            ReleaseToRulesCommand.class,
            CommandOutcome.class,
            OwnershipEvent.class,
            RuleSetCommand.class,
            RuleSetEvent.class,
            DirectoryCommand.class,
            DeleteOrganizationCommand.class,
            OrganizationEvent.class,
            MembershipCommand.class,
            RemoveUserCommand.class,
            AssociationCommand.class,
            SystemCommand.class,
            UserEvent.class,
            MembershipEvent.class,
            AssociationEvent.class,
            SystemEvent.class);

    private final Map<ByteBuffer, SingleObjectCodec<? extends SpecificRecord>> codecs = new HashMap<>();

    /** Creates a decoder for all released schema versions. */
    public ValueDecoder() {
        TYPES.forEach(this::add);
    }

    private void add(Class<? extends SpecificRecord> type) {
        SingleObjectCodec<? extends SpecificRecord> codec = SingleObjectCodec.of(type);
        Schema current = SpecificData.getForClass(type).getSchema(type);
        for (Schema version : ReleasedSchemas.of(current).versions()) {
            codecs.put(ByteBuffer.wrap(ReleasedSchemas.header(version)), codec);
        }
    }

    /**
     * Decodes a value.
     *
     * @throws UnreadableValueException if the value is empty or has an unknown schema
     */
    public SpecificRecord decode(byte @Nullable [] value) throws UnreadableValueException {
        if (value == null || value.length == 0) {
            throw new UnreadableValueException(Reason.VALUE_EMPTY, "the record has no value", null);
        }
        int header = Math.min(value.length, ReleasedSchemas.HEADER_BYTES);
        SingleObjectCodec<? extends SpecificRecord> codec = codecs.get(ByteBuffer.wrap(Arrays.copyOf(value, header)));
        if (codec == null) {
            throw new UnreadableValueException(
                    Reason.SCHEMA_UNKNOWN, "the value does not start with a known schema fingerprint", null);
        }
        return codec.decode(value);
    }
}
