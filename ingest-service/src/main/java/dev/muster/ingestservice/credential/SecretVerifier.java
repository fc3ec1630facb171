package dev.muster.ingestservice.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.ingestservice.report.Sha256;

/**
 * Tells whether a system's agent is who it says. Secrets are 32 random bytes, which nobody finds by trying; so a fast
 * hash is enough, where what people choose would need a slow one. Nothing is cached: a revoked secret ends at once.
 */
public final class SecretVerifier {

    private static final String NO_SECRET = "0".repeat(64);

    private final SystemCredentials credentials;

    /** Verifies against the given ones. */
    public SecretVerifier(SystemCredentials credentials) {
        this.credentials = credentials;
    }

    /** Whether the secret is the system's. It takes as long for a system that has none. */
    public boolean verify(String systemId, String secret) {
        String expected = isId(systemId) ? credentials.secretSha256(systemId) : null;
        byte[] given = Sha256.hexOf(secret.getBytes(UTF_8)).getBytes(US_ASCII);
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
