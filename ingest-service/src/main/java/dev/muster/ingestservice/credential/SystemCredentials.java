package dev.muster.ingestservice.credential;

import org.jspecify.annotations.Nullable;

/** Stores the hashes of the systems' secrets, at most one per system. */
public interface SystemCredentials {

    /** The SHA-256 of the system's secret in lower-case hexadecimal; null when it has none or it was revoked. */
    @Nullable
    String secretSha256(String systemId);

    /**
     * Sets or revokes a system's secret and records the command, atomically. A command that was recorded before changes
     * nothing.
     */
    void apply(CredentialCommand command);
}
