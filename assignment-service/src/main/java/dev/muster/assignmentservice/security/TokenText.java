package dev.muster.assignmentservice.security;

import dev.muster.text.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The text of opaque tokens: {@value #PREFIX} and 32 random bytes in base64url, 47 characters. */
public final class TokenText {

    /** The prefix by which people and secret scanners recognize a token. */
    static final String PREFIX = "mst_";

    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenText() {}

    public static String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether the text has the form of an opaque token. */
    public static boolean matches(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * The SHA-256 of a token, which is stored instead of it. A fast hash is enough, since a token has 256 random bits.
     */
    public static byte[] hash(String text) {
        return Sha256.hash(text);
    }
}
