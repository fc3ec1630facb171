package dev.muster.assignmentservice.directory.web;

import dev.muster.assignmentservice.security.Caller;
import dev.muster.text.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hashes of requests, to distinguish requests with the same idempotency key. */
public final class RequestHash {

    private RequestHash() {}

    /**
     * The hash of a request that its method, path and content determine.
     *
     * @param content the content of the body in a canonical form; empty when the path determines the action
     */
    public static String of(Caller caller, HttpServletRequest request, String content) {
        String path = request.getRequestURI().replaceFirst("/$", "");
        return of(List.of(caller.subject(), request.getMethod(), path, content));
    }

    /** SHA-256 in hexadecimal digits, of byte arrays as they are and of other values as text. */
    public static String of(List<? extends @Nullable Object> content) {
        MessageDigest digest = Sha256.newDigest();
        for (Object value : content) {
            add(digest, value);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Adds the length first, so that different lists have different input. */
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
