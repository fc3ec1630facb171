package dev.muster.assignmentservice.security;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Authentication settings.
 *
 * @param bootstrapTokenHash the SHA-256 of a platform administrator's token, 64 hexadecimal digits; empty for none. It is
 *     for creating the first token; removing the setting revokes it
 * @param commandsRequireToken whether each command record must carry a token; otherwise the access control of the topic
 *     decides
 */
public record SecuritySettings(String bootstrapTokenHash, boolean commandsRequireToken, JwtSettings jwt) {

    private static final String HASH = "[0-9a-fA-F]{64}";

    public SecuritySettings {
        if (!bootstrapTokenHash.isEmpty() && !bootstrapTokenHash.matches(HASH)) {
            throw new IllegalArgumentException(
                    "security.bootstrap-token-hash must be the 64 hexadecimal digits of a SHA-256");
        }
    }

    /** The decoded hash; null for none. */
    public byte @Nullable [] bootstrapHash() {
        return bootstrapTokenHash.isEmpty() ? null : HexFormat.of().parseHex(bootstrapTokenHash);
    }
}
