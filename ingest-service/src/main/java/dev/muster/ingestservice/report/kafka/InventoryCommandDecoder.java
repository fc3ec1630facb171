package dev.muster.ingestservice.report.kafka;

import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.SystemCredentialCommand;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import dev.muster.schemas.UnreadableValueException.Reason;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Decodes the records of inventory.commands. Their schema fingerprints distinguish the two types. */
final class InventoryCommandDecoder {

    private final SingleObjectCodec<InventoryCommand> commands = SingleObjectCodec.of(InventoryCommand.class);
    private final SingleObjectCodec<SystemCredentialCommand> credentials =
            SingleObjectCodec.of(SystemCredentialCommand.class);

    /** Returns an {@code InventoryCommand} or a {@code SystemCredentialCommand}. */
    SpecificRecord decode(byte @Nullable [] value) throws UnreadableValueException {
        try {
            return credentials.decode(value);
        } catch (UnreadableValueException e) {
            if (e.reason() != Reason.SCHEMA_UNKNOWN) {
                throw e;
            }
            return commands.decode(value);
        }
    }
}
