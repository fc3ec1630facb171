package dev.muster.ingestservice.credential;

import java.time.Instant;
import java.util.UUID;
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
        @Nullable String secretSha256) {}
