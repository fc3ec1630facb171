package dev.muster.ingestservice.freshness;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Command of an operator that sets the thresholds of one system.
 *
 * @param staleAfterS seconds; null, together with the other one, to follow the system's reports again
 * @param missingAfterS seconds
 */
public record FreshnessCommand(
        UUID commandId,
        Instant issuedAt,
        String issuedBy,
        String systemId,
        @Nullable Long staleAfterS,
        @Nullable Long missingAfterS) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Validates the fields.
     *
     * @throws InvalidReportException when one is invalid
     */
    public void check() throws InvalidReportException {
        ReportRules.checkId("system_id", systemId);
        ReportRules.checkId("issued_by", issuedBy);
        if (issuedAt.isBefore(EARLIEST) || issuedAt.isAfter(LATEST)) {
            throw new InvalidReportException(
                    "issued_at_invalid", "issued_at is not between " + EARLIEST + " and " + LATEST);
        }
        if (staleAfterS == null && missingAfterS == null) {
            return;
        }
        long max = Thresholds.MAX.toSeconds();
        if (staleAfterS == null
                || missingAfterS == null
                || staleAfterS < Thresholds.MIN.toSeconds()
                || missingAfterS < staleAfterS
                || missingAfterS > max) {
            throw new InvalidReportException(
                    "thresholds_invalid",
                    "stale_after_s " + staleAfterS + " and missing_after_s " + missingAfterS
                            + " are not both null, and not 60 <= stale_after_s <= missing_after_s <= " + max);
        }
    }
}
