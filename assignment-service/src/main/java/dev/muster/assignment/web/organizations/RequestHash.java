package dev.muster.assignment.web.organizations;

import dev.muster.assignment.access.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells requests apart that have one idempotency key: who asked, and for what. */
final class RequestHash {

    private final MessageDigest digest;

    private RequestHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** In hexadecimal digits; {@code what} is what is done to which organization. */
    static String of(Caller caller, String what, OrganizationFields fields) {
        RequestHash hash = new RequestHash();
        hash.add(caller.subject());
        hash.add(what);
        hash.add(fields.label());
        hash.add(fields.name());
        hash.add(fields.description());
        hash.add(fields.properties());
        hash.add(fields.active());
        hash.add(fields.app());
        hash.add(fields.parent());
        hash.add(fields.type());
        hash.add(fields.mfaRequired());
        hash.add(fields.rebrandingEnabled());
        for (ImageField image : ImageField.values()) {
            hash.add(fields.images().get(image));
        }
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void add(@Nullable Object value) {
        add(value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The length goes first, so that no two lists of values look the same. */
    private void add(byte @Nullable [] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(bytes == null ? -1 : bytes.length)
                .array());
        if (bytes != null) {
            digest.update(bytes);
        }
    }
}
