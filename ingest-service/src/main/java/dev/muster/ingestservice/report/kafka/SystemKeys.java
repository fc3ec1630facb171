package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.text.Utf8;
import org.jspecify.annotations.Nullable;

/** Validates the keys of records about systems: the system id in UTF-8. */
public final class SystemKeys {

    private SystemKeys() {}

    /**
     * Checks the key of a record.
     *
     * @param systemId the system id in its value
     * @throws InvalidReportException with the reason {@code key_missing}, {@code malformed} or {@code key_mismatch}
     */
    public static void check(byte @Nullable [] key, String systemId) throws InvalidReportException {
        if (key == null) {
            throw new InvalidReportException("key_missing", "the record has no key: it has to be the system_id");
        }
        String text = Utf8.decodeOrNull(key);
        if (text == null) {
            throw new InvalidReportException("malformed", "the record's key is not UTF-8");
        }
        if (!text.equals(systemId)) {
            throw new InvalidReportException("key_mismatch", "the record's key is not the system_id in its value");
        }
    }
}
