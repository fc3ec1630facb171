package dev.muster.assignmentservice.security;

import dev.muster.text.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The text of opaque tokens: {@value #PREFIX} and 32 random bytes in base64url, 47 characters. */
public final class TokenText {

    /** What they begin with, so that people and secret scanners recognize them. */
    public static final String PREFIX = "mst_";

    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenText() {}

    /** A new token, that nobody can guess. */
    public static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether the text has the form of an opaque token. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * What is kept of a token: its SHA-256, 32 bytes. A token has 256 random bits, so nobody can try them all, however
     * fast the hash is.
     */
    public static byte[] hash(String text) {
        return Sha256.hash(text);
    }
}
