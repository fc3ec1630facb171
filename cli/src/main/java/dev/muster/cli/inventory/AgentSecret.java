package dev.muster.cli.inventory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The secret with which an agent authenticates.
 *
 * @param value 32 random bytes in URL-safe Base64: 43 characters that need no quoting
 */
record AgentSecret(String value) {

    private static final int BYTES = 32;

    static AgentSecret random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AgentSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The SHA-256 hash that Muster stores: 64 hexadecimal digits. */
    String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Omits the secret, so that it cannot leak into logs. */
    @Override
    public String toString() {
        return "AgentSecret";
    }
}
