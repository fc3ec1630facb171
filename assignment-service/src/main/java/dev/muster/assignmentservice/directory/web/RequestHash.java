package dev.muster.assignmentservice.directory.web;

import dev.muster.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells requests apart that have one idempotency key: who asked, and for what. */
public final class RequestHash {

    private RequestHash() {}

    /** In hexadecimal digits; bytes count as they are, everything else as its text. */
    public static String of(List<? extends @Nullable Object> content) {
        MessageDigest digest = Sha256.newDigest();
        for (Object value : content) {
            add(digest, value);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The length goes first, so that no two lists of values look the same. */
    private static void add(MessageDigest digest, @Nullable Object value) {
        byte[] bytes = value == null
                ? null
                : value instanceof byte[] raw ? raw : value.toString().getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(bytes == null ? -1 : bytes.length)
                .array());
        if (bytes != null) {
            digest.update(bytes);
        }
    }
}
