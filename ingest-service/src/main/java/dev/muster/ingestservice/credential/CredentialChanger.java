package dev.muster.ingestservice.credential;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import java.time.Instant;
import java.util.regex.Pattern;

/** Validates and applies operators' commands about the secrets of systems. */
public final class CredentialChanger {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final SystemCredentials credentials;

    public CredentialChanger(SystemCredentials credentials) {
        this.credentials = credentials;
    }

    /**
     * Applies a command; a repeated command changes nothing.
     *
     * @throws InvalidReportException when a field is invalid; then nothing is changed
     */
    public void change(CredentialCommand command) throws InvalidReportException {
        ReportRules.checkId("system_id", command.systemId());
        ReportRules.checkId("issued_by", command.issuedBy());
        if (command.systemId().indexOf(':') >= 0) {
            throw new InvalidReportException(
                    "system_id_invalid", "system_id has a colon, which ends the user name in HTTP's Basic scheme");
        }
        if (command.issuedAt().isBefore(EARLIEST) || command.issuedAt().isAfter(LATEST)) {
            throw new InvalidReportException(
                    "issued_at_invalid", "issued_at is not between " + EARLIEST + " and " + LATEST);
        }
        String hash = command.secretSha256();
        if (hash != null && !SHA_256.matcher(hash).matches()) {
            throw new InvalidReportException(
                    "secret_sha256_invalid", "secret_sha256 is not 64 hexadecimal digits in lower case");
        }
        credentials.apply(command);
    }
}
