package dev.muster.ingestservice.credential;

import org.jspecify.annotations.Nullable;

/** The secrets of systems' agents, as hashes: at most one a system. */
public interface SystemCredentials {

    /** The SHA-256 of the system's secret in lower-case hexadecimal; null when it has none, or none any more. */
    @Nullable
    String secretSha256(String systemId);

    /**
     * Sets or revokes a system's secret, and remembers the command, both or neither. A command that had been taken
     * before changes nothing.
     */
    void take(CredentialCommand command);
}
