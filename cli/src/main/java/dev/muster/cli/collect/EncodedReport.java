package dev.muster.cli.collect;

import dev.muster.inventory.InventoryReport;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;

/**
 * A report and the bytes that are sent, which are the same each time it is sent.
 *
 * @param value in single-object encoding
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncodedReport(InventoryReport report, byte[] value) {

    private static final SingleObjectCodec<InventoryReport> CODEC = SingleObjectCodec.of(InventoryReport.class);

    /** Encodes a report. */
    public static EncodedReport of(InventoryReport report) {
        return new EncodedReport(report, CODEC.encode(report));
    }

    /**
     * Decodes a value of any released version of the schema.
     *
     * @throws UnreadableValueException if it is not a report
     */
    static EncodedReport decode(byte[] value) throws UnreadableValueException {
        return new EncodedReport(CODEC.decode(value), value);
    }
}
