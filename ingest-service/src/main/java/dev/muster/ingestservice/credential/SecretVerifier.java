package dev.muster.ingestservice.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.text.Sha256;

/**
 * Verifies the secrets of systems. Secrets are 32 random bytes, so a fast hash is enough; passwords that people choose would
 * need a slow one. Nothing is cached: revoking a secret takes effect at once.
 */
public final class SecretVerifier {

    private static final String NO_SECRET = "0".repeat(64);

    private final SystemCredentials credentials;

    public SecretVerifier(SystemCredentials credentials) {
        this.credentials = credentials;
    }

    /** Whether the secret is that of the system. Takes the same time for a system without a secret. */
    public boolean verify(String systemId, String secret) {
        String expected = isId(systemId) ? credentials.secretSha256(systemId) : null;
        byte[] given = Sha256.hex(secret).getBytes(US_ASCII);
        boolean same = java.security.MessageDigest.isEqual(
                given, (expected == null ? NO_SECRET : expected).getBytes(US_ASCII));
        return same && expected != null;
    }

    private static boolean isId(String systemId) {
        try {
            ReportRules.checkId("system_id", systemId);
            return true;
        } catch (InvalidReportException e) {
            return false;
        }
    }
}
