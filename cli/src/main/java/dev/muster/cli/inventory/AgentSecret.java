package dev.muster.cli.inventory;

import dev.muster.text.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

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
        return Sha256.hex(value);
    }

    /** Omits the secret, so that it cannot leak into logs. */
    @Override
    public String toString() {
        return "AgentSecret";
    }
}
