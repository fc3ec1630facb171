package dev.muster.cli.local;

import dev.muster.text.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** A platform administrator token for one run of the local pipeline; the service gets only its hash. */
record LocalToken(String text) {

    private static final int RANDOM_BYTES = 32;

    static LocalToken random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new LocalToken("mst_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The SHA-256 hash in hexadecimal. */
    String hash() {
        return Sha256.hex(text);
    }

    /** Omits the token, so that it cannot leak into logs. */
    @Override
    public String toString() {
        return "LocalToken";
    }
}
