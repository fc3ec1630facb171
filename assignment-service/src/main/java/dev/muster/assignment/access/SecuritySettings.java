package dev.muster.assignment.access;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what.
 *
 * @param bootstrapTokenHash the SHA-256 of a token that is a platform administrator's, 64 hexadecimal digits; empty for
 *     none. It is for the first token of all: revoke it by taking the setting away
 */
public record SecuritySettings(String bootstrapTokenHash) {

    private static final int HASH_DIGITS = 64;

    public SecuritySettings {
        if (!bootstrapTokenHash.isEmpty() && !bootstrapTokenHash.matches("[0-9a-fA-F]{" + HASH_DIGITS + "}")) {
            throw new IllegalArgumentException(
                    "security.bootstrap-token-hash must be the " + HASH_DIGITS + " hexadecimal digits of a SHA-256");
        }
    }

    /** The hash; null when there is none. */
    public byte @Nullable [] bootstrapHash() {
        return bootstrapTokenHash.isEmpty() ? null : HexFormat.of().parseHex(bootstrapTokenHash);
    }
}
