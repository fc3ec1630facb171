package dev.muster.cli.inventory;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.text.Sha256;
import dev.muster.text.TextValidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret with which an agent authenticates.
 *
 * @param value 32 random bytes in URL-safe Base64: 43 characters that need no quoting
 */
record AgentSecret(String value) {

    /** The environment variable with the secret. */
    static final String VARIABLE = "MUSTER_AGENT_SECRET";

    private static final int BYTES = 32;

    static AgentSecret random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AgentSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Reads the secret from a file. */
    static AgentSecret read(Path file) {
        try {
            return of(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw CliException.usage("cannot read the secret from " + file + ": " + Cause.of(e));
        }
    }

    /** Rejects text that is not one line; the message has the source, and not the text. */
    static AgentSecret of(String text, String source) {
        String secret = text.strip();
        if (secret.isEmpty() || TextValidation.hasControlCharacter(secret)) {
            throw CliException.usage(
                    source + " has no secret: expected one line, as muster system credential create" + " prints it");
        }
        return new AgentSecret(secret);
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
