package dev.muster.benchmarks.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BootstrapToken(text, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return "BootstrapToken";
    }
}
