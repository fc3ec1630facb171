package dev.muster.assignmentservice.security;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what.
 *
 * @param bootstrapTokenHash the SHA-256 of a token that is a platform administrator's, 64 hexadecimal digits; empty for
 *     none. It is for the first token of all: it is revoked by taking the setting away
 * @param commandsRequireToken whether each record with a command must carry a token; else trust is the topic's
 */
public record SecuritySettings(String bootstrapTokenHash, boolean commandsRequireToken, JwtSettings jwt) {

    private static final String HASH = "[0-9a-fA-F]{64}";

    public SecuritySettings {
        if (!bootstrapTokenHash.isEmpty() && !bootstrapTokenHash.matches(HASH)) {
            throw new IllegalArgumentException(
                    "security.bootstrap-token-hash must be the 64 hexadecimal digits of a SHA-256");
        }
    }

    /** The hash; null when there is none. */
    public byte @Nullable [] bootstrapHash() {
        return bootstrapTokenHash.isEmpty() ? null : HexFormat.of().parseHex(bootstrapTokenHash);
    }
}
