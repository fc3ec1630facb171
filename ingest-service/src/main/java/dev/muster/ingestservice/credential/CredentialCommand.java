package dev.muster.ingestservice.credential;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Command of an operator that sets or revokes the secret of a system.
 *
 * @param secretSha256 64 hexadecimal digits in lower case; null revokes
 */
public record CredentialCommand(
        UUID commandId,
        Instant issuedAt,
        String issuedBy,
        String systemId,
        @Nullable String secretSha256) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
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
        if (systemId.indexOf(':') >= 0) {
            throw new InvalidReportException(
                    "system_id_invalid", "system_id has a colon, which ends the user name in HTTP's Basic scheme");
        }
        if (issuedAt.isBefore(EARLIEST) || issuedAt.isAfter(LATEST)) {
            throw new InvalidReportException(
                    "issued_at_invalid", "issued_at is not between " + EARLIEST + " and " + LATEST);
        }
        if (secretSha256 != null && !SHA_256.matcher(secretSha256).matches()) {
            throw new InvalidReportException(
                    "secret_sha256_invalid", "secret_sha256 is not 64 hexadecimal digits in lower case");
        }
    }
}
