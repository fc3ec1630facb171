package dev.muster.benchmarks.cases;

import dev.muster.text.Sha256;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A token of a platform administrator, for one start of the assignment service.
 *
 * @param text the token
 * @param hash its SHA-256 hash, for the service
 */
record BootstrapToken(String text, String hash) {

    private static final int BYTES = 32;

    static BootstrapToken create() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String text = HexFormat.of().formatHex(random);
        return new BootstrapToken(text, Sha256.hex(text));
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return "BootstrapToken";
    }
}
